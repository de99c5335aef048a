import { expect, test } from "vitest";
import { shareLinks } from "../../src/plan/share.ts";
import { wordsFor } from "../../src/plan/words.ts";
import { aSite } from "../fixtures/newsroom.ts";

test("share links carry the headline and the address whole", () => {
  const [title, url] = ['बारिश: 50% & और + "तेज"?', "https://bhor.example/desh/%E0%A4%AC/?a=1&b=2"];
  const links = shareLinks(title, url, wordsFor("hi", aSite()));
  const queries = Object.fromEntries(
    links.map(({ service, url: link }) => [service, Object.fromEntries(new URL(link).searchParams)]),
  );
  expect(queries).toEqual({
    whatsapp: { text: `${title} ${url}` },
    telegram: { url, text: title },
    facebook: { u: url },
    x: { text: title, url },
    email: { subject: title, body: url },
  });
  expect(links[0]).toMatchObject({ name: "WhatsApp", label: "WhatsApp पर शेयर करें" });
});
