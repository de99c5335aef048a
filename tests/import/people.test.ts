import { describe, expect, it, test } from "vitest";
import { chooseAuthors, readAuthor } from "../../src/import/people.ts";
import { plainWords } from "../../src/import/plain-words.ts";

describe("authors", () => {
  test.each([
    ["jenn-noinaj", { id: "jenn-noinaj", name: "Jenn Noinaj" }],
    ["Jane Doe", { id: "jane-doe", name: "Jane Doe" }],
    ["मीरा जोशी", { id: "mira-joshi", name: "मीरा जोशी" }],
    ["Jane Doe <jane@example.org>", { id: "jane-doe", name: "Jane Doe" }],
    [
      { name: "Jane Doe", email: "jane@example.org" },
      { id: "jane-doe", name: "Jane Doe" },
    ],
    [
      { id: "jd", name: "Jane Doe" },
      { id: "jd", name: "Jane Doe" },
    ],
  ])("%j is %j", (written, author) => {
    expect(readAuthor(written)).toEqual(author);
  });

  it("without a name are none", () => {
    for (const written of ["", " ", 7, null, {}, { email: "x@example.org" }])
      expect(readAuthor(written)).toBeUndefined();
  });

  it("keep the file they have, by id or by name", () => {
    const authors = chooseAuthors(new Map([["meera joshi", "meera"]]), [
      { id: "meera-joshi", name: "Meera Joshi" },
      { id: "arjun", name: "Arjun" },
    ]);
    expect(authors.idOf("meera-joshi", "Meera Joshi")).toBe("meera");
    expect(authors.missing()).toEqual([{ id: "arjun", name: "Arjun" }]);
  });

  it("are called by a real name rather than one made of an id", () => {
    const authors = chooseAuthors(new Map(), [
      { id: "j-doe", name: "J Doe" },
      { id: "j-doe", name: "J. Doe" },
    ]);
    expect(authors.missing()).toEqual([{ id: "j-doe", name: "J. Doe" }]);
  });
});

describe("plain words", () => {
  test.each([
    ["It&#8217;s <em>here</em>!", "It’s here!"],
    ["a &lt; b &amp; c", "a < b & c"],
    ["Array<T> and a < b", "Array<T> and a < b"],
    ["two\n  lines", "two lines"],
    ["&unknown; &#0;", "&unknown; \ufffd"],
  ])("%j is %j", (written, words) => {
    expect(plainWords(written)).toBe(words);
  });
});
