import type { TrendSource } from "./source.ts";
import type { SourceTools } from "./source-tools.ts";

/** `trending.yaml`. Pins and blocks are honoured whatever sources there are. */
export interface EditorsConfig {
  readonly from: "editors";
}

/**
 * What editors chose: headlines of other sites that they pinned. Stories of this site that they pinned or blocked are
 * known without asking, and stand first or nowhere.
 */
export function openEditors(_config: EditorsConfig, { choices }: SourceTools): TrendSource {
  return {
    name: "editors",
    async read() {
      const outside = choices.pinned.flatMap((pin) =>
        "article" in pin
          ? []
          : [
              {
                title: pin.title,
                url: pin.url,
                source: pin.source ?? new URL(pin.url).host,
                language: undefined,
                date: undefined,
              },
            ],
      );
      return { readings: [], outside, troubles: [] };
    },
  };
}
