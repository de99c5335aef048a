import { adPlaces, type Settings } from "../options.ts";
import type { SlotsView, SlotView } from "./views.ts";

/** The room that pages keep free, by its place. */
export function slotsView({ ads, analytics }: Settings["slots"]): SlotsView {
  const slots: Partial<Record<SlotView["place"], SlotView>> = {};
  for (const place of adPlaces) {
    const chosen = ads[place];
    if (chosen === undefined) continue;
    const sizes = typeof chosen === "string" ? [chosen] : chosen;
    slots[place] = {
      place,
      number: Object.keys(slots).length + 1,
      sizes: sizes.map((size, index) => {
        const [width, height] = size.split("x").map(Number) as [number, number];
        return { width, height, for: sizes.length === 1 ? "all" : index === 0 ? "narrow" : "wide" };
      }),
    };
  }
  return { ...slots, analytics };
}
