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
