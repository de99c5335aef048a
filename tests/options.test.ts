import { describe, expect, it } from "vitest";
import { deliveries, type Options, resolveOptions } from "../src/options.ts";

describe("trending.delivery", () => {
  it("is a script in the page where somebody counts readers, unless the site chooses another way", () => {
    expect(resolveOptions().trending.delivery).toBe("baked");
    const sources = [{ from: "logs", files: ["access.log"] }] as const;
    expect(resolveOptions({ trending: { limit: 5, sources } }).trending).toMatchObject({
      limit: 5,
      delivery: "client",
    });
    expect(resolveOptions({ trending: { sources, delivery: "ssi" } }).trending.delivery).toBe("ssi");
    for (const delivery of deliveries) {
      expect(resolveOptions({ trending: { delivery } }).trending.delivery).toBe(delivery);
    }
  });

  it("is refused with a list of the ways there are", () => {
    const options = { trending: { delivery: "iframe" } } as unknown as Options;
    expect(() => resolveOptions(options)).toThrow(
      'The option trending.delivery is "iframe", but must be one of: client, baked, ssi, esi, worker.',
    );
  });
});

describe("cards", () => {
  it("are off unless the site asks for them", () => {
    expect(resolveOptions().cards).toBe(false);
    expect(resolveOptions({ cards: true }).cards).toEqual({ fonts: [], engine: "auto" });
    expect(resolveOptions({ cards: { fonts: ["a.ttf"] } }).cards).toEqual({
      fonts: ["a.ttf"],
      engine: "auto",
    });
  });

  it.each([
    [{ font: ["a.ttf"] }, 'The option cards has no "font". It has: fonts, engine.'],
    [
      { fonts: "a.ttf" },
      'The option cards.fonts must be a list of font files. Write ["fonts/headline.ttf"].',
    ],
    [{ engine: "cairo" }, 'The option cards.engine is "cairo", but must be one of: auto, takumi, sharp.'],
    ["yes", 'The option cards is "yes", but must be true, false or { … }.'],
  ])("%j is refused", (cards, message) => {
    expect(() => resolveOptions({ cards } as unknown as Options)).toThrow(message);
  });
});
