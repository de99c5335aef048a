import { describe, expect, it } from "vitest";
import { deliveries, type Options, resolveOptions } from "../src/options.ts";

describe("trending.delivery", () => {
  it("is a script in the page, unless the site chooses another way", () => {
    expect(resolveOptions().trending.delivery).toBe("client");
    expect(resolveOptions({ trending: { limit: 5 } }).trending).toMatchObject({
      limit: 5,
      delivery: "client",
    });
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
