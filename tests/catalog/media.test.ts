import { describe, expect, it } from "vitest";
import { defaults } from "../../src/options.ts";
import { openNewsroomAt } from "../support/open-newsroom.ts";
import { onePixel, story, widePicture, writeNewsroom } from "../support/write-newsroom.ts";

const now = Date.parse("2026-11-22T12:00:00+05:30");

/** What goes into the media folder of a site that has one story with this text. */
async function mediaOf(text: string, fields: Readonly<Record<string, unknown>> = {}): Promise<string[]> {
  const input = writeNewsroom({
    "articles/rain.md": story(fields, text),
    "media/lead.gif": widePicture,
    "media/dot.gif": onePixel,
    "media/paper.pdf": "%PDF-1.4",
    "media/nobody.gif": onePixel,
  });
  const { plan, problems } = await openNewsroomAt(input, now, { ...defaults, pictures: false });
  if (plan === undefined) throw new Error(JSON.stringify(problems, undefined, 2));
  plan.close();
  return [...plan.copies.keys()];
}

describe("the files of media/ that are published", () => {
  it.each([
    ["a picture of the text", "![A dot](/media/dot.gif)\n", ["media/dot.gif"]],
    ["a picture in HTML", '<p><img src="/media/dot.gif" alt="A dot"></p>\n', ["media/dot.gif"]],
    ["a linked file", "[Paper](/media/paper.pdf)\n", ["media/paper.pdf"]],
    [
      "a file linked by its whole address",
      "[Paper](https://bhor.example/media/paper.pdf)\n",
      ["media/paper.pdf"],
    ],
    ["nothing that only other sites have", "[Paper](https://other.example/media/paper.pdf)\n", []],
  ])("are those that a story shows: %s", async (_, text, files) => {
    expect(await mediaOf(text)).toEqual(files);
  });

  it("have the lead picture among them, and none of a draft's", async () => {
    const image = { src: "media/lead.gif", alt: "Rain" };
    expect(await mediaOf("Rain.\n", { image })).toEqual(["media/lead.gif"]);
    expect(await mediaOf("![A dot](/media/dot.gif)\n", { image, status: "draft" })).toEqual([]);
  });
});
