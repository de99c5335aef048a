import { describe, expect, it } from "vitest";
import { installedServer } from "./setup/install.ts";

describe("a server that cannot be installed", () => {
  it("makes the suite fail with a sentence that says what to install", async () => {
    const wanted = installedServer("no-such-server", "khabar-has-no-such-package");
    await expect(wanted).rejects.toThrow(
      /^no-such-server .*install.*sudo apt-get install khabar-has-no-such-package$/,
    );
  });
});
