import { iconFile, manifestAddress } from "../render/manifest.ts";
import { urlOf } from "./cards.ts";
import type { NewsroomFacts } from "./newsroom-facts.ts";
import type { InstallView } from "./views.ts";

/** What the head of a page says of the site as an app; nothing where it is none. */
export function installView(facts: NewsroomFacts): InstallView | undefined {
  const { install } = facts.settings;
  if (install === undefined) return undefined;
  return {
    manifestUrl: urlOf(manifestAddress, facts),
    iconUrl: urlOf(`/${iconFile("any-192")}`, facts),
    themeColor: install.themeColor,
  };
}
