import { openClickHouse } from "./clickhouse.ts";
import { openCloudflare } from "./cloudflare.ts";
import { openFeeds } from "./feeds.ts";
import { openGa4 } from "./ga4.ts";
import { openMatomo } from "./matomo.ts";
import { openPlausible } from "./plausible.ts";
import type { TrendSource } from "./source.ts";
import type { SourceOptions } from "./source-options.ts";
import type { SourceTools } from "./source-tools.ts";
import { openUmami } from "./umami.ts";

/** The sources of the trending list as the site's options name them, in that order. */
export function openSources(sources: readonly SourceOptions[], tools: SourceTools): TrendSource[] {
  return sources.map((options) => openSource(options, tools));
}

function openSource(options: SourceOptions, tools: SourceTools): TrendSource {
  switch (options.from) {
    case "feeds":
      return openFeeds(options, tools);
    case "plausible":
      return openPlausible(options, tools);
    case "umami":
      return openUmami(options, tools);
    case "matomo":
      return openMatomo(options, tools);
    case "ga4":
      return openGa4(options, tools);
    case "cloudflare":
      return openCloudflare(options, tools);
    case "clickhouse":
      return openClickHouse(options, tools);
  }
}
