import { describe, expect, it } from "vitest";
import { readArchive } from "../../../scripts/bench/related/archive.ts";
import { archiveOf, jsonLines, type Line } from "./items.ts";

const question = { field: "label", hidden: [] };
const read = (text: string | Buffer) => readArchive("items.jsonl", Buffer.from(text), question);

describe("the items of a file", () => {
  it("are read with every field of the documented form", () => {
    const line: Line = {
      id: "rain",
      lang: "hi",
      title: "देवगंज में बारिश",
      body: "रात भर पानी गिरा।\u2028सुबह थमा।",
      date: "2026-01-01T02:00:00+05:30",
      section: "देश",
      tags: ["मौसम", "मौसम", "बारिश"],
      label: ["भारत", "मौसम"],
    };
    const archive = archiveOf([line]);
    expect(archive.items).toEqual([
      {
        id: "rain",
        language: "hi",
        title: "देवगंज में बारिश",
        body: "रात भर पानी गिरा।\u2028सुबह थमा।",
        date: Date.parse("2025-12-31T20:30:00Z"),
        year: 2026,
        section: "देश",
        tags: ["मौसम", "बारिश"],
      },
    ]);
    expect(archive.labels).toEqual([["भारत", "मौसम"]]);
  });

  it("may lack everything but the id, or have null there", () => {
    const empty = {
      language: "",
      title: "",
      body: "",
      date: undefined,
      year: undefined,
      section: "",
      tags: [],
    };
    const nulls = { lang: null, title: null, body: null, date: null, section: null, tags: null, label: null };
    expect(archiveOf([{ id: "a" }, { id: 7, ...nulls }]).items).toEqual([
      { id: "a", ...empty },
      { id: "7", ...empty },
    ]);
  });

  it("stand newest first, undated ones last, and otherwise as in the file", () => {
    const dated = (id: string, date?: string) => ({ id, date });
    const lines = [
      dated("x"),
      dated("old", "2024-02-01"),
      dated("b", "2025-02-01"),
      dated("y"),
      dated("a", "2025-02-01T00:00Z"),
    ];
    expect(archiveOf(lines).items.map(({ id }) => id)).toEqual(["b", "a", "old", "x", "y"]);
  });

  it("come without the judged field and the hidden ones, whatever these hold", () => {
    const line = { id: "a", title: "वर्षा", tags: ["x"], section: { odd: true }, date: "never", lang: "hi" };
    const [item] = archiveOf([line], "tags", ["section", "date"]).items;
    expect(item).toMatchObject({ title: "वर्षा", language: "hi", tags: [], section: "", date: undefined });
  });

  it("are read with a byte order mark, lines of Windows, empty lines, and no break at the end", () => {
    const { items } = read('\ufeff{"id":"a","label":1}\r\n\r\n  \n{"id":"b"}');
    expect(items.map(({ id }) => id)).toEqual(["a", "b"]);
  });

  it("are refused with all lines that are wrong, and why", () => {
    const text = [
      '{"id":"a","label":"x"}',
      '{"id":"b"',
      '["c"]',
      '{"title":"no id"}',
      '{"id":"a"}',
      '{"id":"d","date":"gestern"}',
      '{"id":"e","title":{"hi":"x"}}',
      '{"id":"f","label":{"name":"x"}}',
      "null",
    ].join("\n");
    const message = (() => {
      try {
        read(text);
      } catch (error) {
        return String(error);
      }
      return "";
    })();
    expect(message).toMatch(/items\.jsonl, line 2: is not JSON\. \S/);
    for (const told of [
      "line 3: is not an object",
      'line 4: has no "id"',
      'line 5: has the "id" "a" of line 1',
      'line 6: "date" is no date: "gestern". Write one such as 2026-11-22.',
      'line 7: "title" must be text, a list of texts, or missing',
      'line 8: "label" must be text',
      "line 9: is not an object",
    ]) {
      expect(message).toContain(`items.jsonl, ${told}`);
    }
  });

  it("are refused with ten wrong lines and the number of the rest", () => {
    expect(() => read("x\n".repeat(13))).toThrow(/line 10: [^\n]*\nAnd 3 more\.$/);
  });

  it("are refused where a line is not UTF-8", () => {
    const bytes = Buffer.concat([Buffer.from('{"id":"a"}\n{"id":"'), Buffer.from([0xff]), Buffer.from('"}')]);
    expect(() => read(bytes)).toThrow("items.jsonl, line 2: is not UTF-8.");
  });

  it("are refused where there are none", () => {
    expect(() => read("\n")).toThrow("There is no item in items.jsonl.");
  });

  it("are refused where no item has the judged field, with the one that was meant", () => {
    const bytes = Buffer.from(jsonLines([{ id: "a", cluster: "x" }]));
    const ask = (field: string) => () => readArchive("items.jsonl", bytes, { field, hidden: [] });
    expect(ask("clutser")).toThrow('No item in items.jsonl has the field "clutser". Did you mean "cluster"?');
    expect(ask("keywords_en")).toThrow("There are: id, cluster.");
  });

  it("tell of a hidden field that no item has, unless it is one that items may lack", () => {
    const { warnings } = archiveOf([{ id: "a" }], "label", ["tags", "clusters"]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('has the field "clusters"');
  });
});
