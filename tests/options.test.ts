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

describe("the options for reading, for times without a connection, and for room", () => {
  it("are sensible if nothing is chosen: help with reading, no service worker, no app, no room", () => {
    const { reading, embeds, offline, install, slots } = resolveOptions();
    expect(Object.values(reading).every((isOn) => isOn)).toBe(true);
    expect({ embeds, offline, install, slots }).toEqual({
      embeds: "load",
      offline: undefined,
      install: undefined,
      slots: { ads: {}, analytics: false },
    });
    expect(resolveOptions({ reading: { listen: false } }).reading).toMatchObject({
      listen: false,
      save: true,
    });
    expect(resolveOptions({ install: { shortName: "Bhor" } }).install).toMatchObject({
      shortName: "Bhor",
      themeColor: "#a8201c",
    });
  });

  it.each<[unknown, string]>([
    [
      { reading: { lissen: true } },
      'The option reading has no "lissen". It has: share, save, listen, progress, contents, readingTime.',
    ],
    [{ reading: { listen: "yes" } }, 'The option reading.listen is "yes", but must be true or false.'],
    [{ offline: "yes" }, 'The option offline is "yes", but must be true or false.'],
    [{ embeds: "click" }, 'The option embeds is "click", but must be one of: load, link.'],
    [
      { install: { themeColor: "red" } },
      'The option install.themeColor is "red", but must be a colour such as "#a8201c".',
    ],
    [
      { install: { color: "#fff" } },
      'The option install has no "color". It has: shortName, themeColor, backgroundColor.',
    ],
    [
      { slots: { ads: { middle: "1x1" } } },
      'The option slots.ads has no "middle". It has: top, story, side, foot.',
    ],
    [
      { slots: { ads: { top: "wide" } } },
      'The option slots.ads.top is "wide", but must be a size such as "300x250", or two: ["320x100", "728x90"].',
    ],
    [{ related: { limit: 51 } }, "The option related.limit is 51, but must be a whole number from 1 to 50."],
  ])("are refused with what to write: %j", (options, message) => {
    expect(() => resolveOptions(options as Options)).toThrow(message);
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
