import { type EditorsConfig, openEditors } from "./editors.ts";
import { openHttpSource } from "./http-sources.ts";
import { type LogsConfig, openLogs } from "./logs/logs.ts";
import type { TrendSource } from "./source.ts";
import { readSourceOptions, type SourceOptions } from "./source-options.ts";
import type { SourceTools } from "./source-tools.ts";

type OwnConfig = EditorsConfig | LogsConfig;

/** A source of the trending list, as the option `trending.sources` names it. */
export type SourceConfig = OwnConfig | SourceOptions;

/** How each kind of source of our own is opened. */
const openers: {
  readonly [Kind in OwnConfig["from"]]: (
    config: Extract<OwnConfig, { readonly from: Kind }>,
    tools: SourceTools,
  ) => TrendSource;
} = { editors: openEditors, logs: openLogs };

/** The fields that each of them may have. */
const fields: Readonly<Record<OwnConfig["from"], readonly string[]>> = {
  editors: ["from"],
  logs: ["from", "files", "format", "fields", "office"],
};

/**
 * The sources that a site named, in its order.
 *
 * @throws {TypeError} for one that cannot be used, saying which it is and what to write
 */
export function openSources(
  configs: readonly SourceConfig[],
  tools: Omit<SourceTools, "number" | "note">,
  note?: (source: string, line: string) => void,
): TrendSource[] {
  return configs.map((config, number) => {
    const place = `trending.sources[${number}]`;
    if (!isOwn(config)) return openHttpSource(readSourceOptions(config, place, Object.keys(openers)), tools);
    const kind = config.from;
    const unknown = Object.keys(config).find((name) => !fields[kind].includes(name));
    if (unknown !== undefined) {
      throw new TypeError(`The option ${place} has no "${unknown}". It has: ${fields[kind].join(", ")}.`);
    }
    const open = openers[kind] as (config: OwnConfig, tools: SourceTools) => TrendSource;
    let source: TrendSource | undefined;
    try {
      source = open(config, { ...tools, number, note: note && ((line) => note(source?.name ?? kind, line)) });
      return source;
    } catch (error) {
      if (error instanceof TypeError) throw new TypeError(`The option ${place}: ${error.message}`);
      throw error;
    }
  });
}

function isOwn(config: SourceConfig): config is OwnConfig {
  return Object.hasOwn(openers, String(config?.from));
}
