import { openClickHouse } from "./clickhouse.ts";
import { openCloudflare } from "./cloudflare.ts";
import { openFeeds } from "./feeds.ts";
import { openGa4 } from "./ga4.ts";
import type { HttpTools } from "./http-tools.ts";
import { openMatomo } from "./matomo.ts";
import { openPlausible } from "./plausible.ts";
import type { TrendSource } from "./source.ts";
import type { SourceOptions } from "./source-options.ts";
import { openUmami } from "./umami.ts";

/** How each source that is asked over HTTP is opened, by what stands in `from`. */
export const httpSources: {
  readonly [From in SourceOptions["from"]]: (
    options: Extract<SourceOptions, { readonly from: From }>,
    tools: HttpTools,
  ) => TrendSource;
} = {
  feeds: openFeeds,
  plausible: openPlausible,
  umami: openUmami,
  matomo: openMatomo,
  ga4: openGa4,
  cloudflare: openCloudflare,
  clickhouse: openClickHouse,
};

/**
 * Opens a source that is asked over HTTP.
 *
 * @param options as {@link readSourceOptions} gives them
 */
export function openHttpSource(options: SourceOptions, tools: HttpTools): TrendSource {
  const open = httpSources[options.from] as (options: SourceOptions, tools: HttpTools) => TrendSource;
  return open(options, tools);
}
