import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addFiles, story } from "../support/write-newsroom.ts";
import { aDesk } from "./a-backend.ts";
import { ask, openForm } from "./editing-screen.ts";

const rich = `---
# Desk: Meera. Do not move the date.
title:   "भारी बारिश: नगर थमा"   # checked twice
date: 2026-11-22T07:35
section: desh

tags: [मौसम, "बाढ़",  दिल्ली]   # folded later
house_style: &keep { a: 1, b: [x, y] }
copy: *keep
kicker: 'तूफ़ान'
description: >-
  पहली पंक्ति
  दूसरी पंक्ति
corrections:
  # the first one
  - date: 2026-11-22T09:00
    text: "एक"   # by phone
  - { date: 2026-11-22, text: दो }
note: |
  line one

  line two
---

पाठ में एक पाद-टिप्पणी[^1] है।\u0020\u0020
\tटैब

[^1]: यहाँ।
`;

const lines = (text: string) => text.split("\n");

/** The lines that are other than before, as `diff` would show them. */
function changedLines(before: string, after: string): { gone: string[]; come: string[] } {
  const [old, now] = [lines(before), lines(after)];
  return { gone: old.filter((line) => !now.includes(line)), come: now.filter((line) => !old.includes(line)) };
}

describe("saving from the editing screen", () => {
  it("leaves a file that was opened and saved as it was, byte for byte", async () => {
    const desk = aDesk({ "articles/a.md": rich });
    const form = await openForm(desk.backend, "content/articles/a.md");
    expect(form.raw()).not.toContain("# checked twice");
    expect((await form.save()).status).toBe(200);
    expect(desk.read("articles/a.md")).toBe(rich);
  });

  it("changes one line for one field, and keeps the comment behind it", async () => {
    const desk = aDesk({ "articles/a.md": rich });
    const form = await openForm(desk.backend, "content/articles/a.md");
    form.fields.title = "बारिश: दूसरा दिन";
    expect((await form.save()).json.error).toBeUndefined();
    expect(changedLines(rich, desk.read("articles/a.md"))).toEqual({
      gone: ['title:   "भारी बारिश: नगर थमा"   # checked twice'],
      come: ['title:   "बारिश: दूसरा दिन"   # checked twice'],
    });
  });

  it("saves again and again from the form that stays open", async () => {
    const desk = aDesk({ "articles/a.md": rich });
    const form = await openForm(desk.backend, "content/articles/a.md");
    for (const title of ["एक", "दो", "तीन"]) {
      form.fields.title = title;
      expect((await form.save()).json.error).toBeUndefined();
    }
    expect(changedLines(rich, desk.read("articles/a.md")).come).toEqual(['title:   "तीन"   # checked twice']);
  });
});
