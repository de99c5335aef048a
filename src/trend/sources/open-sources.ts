import { type EditorsConfig, openEditors } from "./editors.ts";
import { type LogsConfig, openLogs } from "./logs/logs.ts";
import type { TrendSource } from "./source.ts";
import type { SourceTools } from "./source-tools.ts";

/** A source of the trending list, as the option `trending.sources` names it. */
export type SourceConfig = EditorsConfig | LogsConfig;

/** How each kind of source is opened. */
const openers: {
  readonly [Kind in SourceConfig["from"]]: (
    config: Extract<SourceConfig, { readonly from: Kind }>,
    tools: SourceTools,
  ) => TrendSource;
} = { editors: openEditors, logs: openLogs };

/** The fields that each kind may have. */
const fields: Readonly<Record<SourceConfig["from"], readonly string[]>> = {
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
    const place = `The option trending.sources[${number}]`;
    const kind = config?.from;
    if (!Object.hasOwn(openers, kind ?? "")) {
      throw new TypeError(
        `${place} is from ${JSON.stringify(kind)}, but must be from one of: ${Object.keys(openers).join(", ")}.`,
      );
    }
    const unknown = Object.keys(config).find((name) => !fields[kind].includes(name));
    if (unknown !== undefined) {
      throw new TypeError(`${place} has no "${unknown}". It has: ${fields[kind].join(", ")}.`);
    }
    const open = openers[kind] as (config: SourceConfig, tools: SourceTools) => TrendSource;
    let source: TrendSource | undefined;
    try {
      source = open(config, { ...tools, number, note: note && ((line) => note(source?.name ?? kind, line)) });
      return source;
    } catch (error) {
      if (error instanceof TypeError) throw new TypeError(`${place}: ${error.message}`);
      throw error;
    }
  });
}
