import { compiledConfig } from "./compiled.ts";
import { type EleventyConfig, type EleventyModule, type EleventyRun, hasImageTransform } from "./eleventy.ts";
import { type Driver, driverKey } from "./index.ts";
import type { Settings } from "./options.ts";
import { byKind } from "./plan/pages-by-kind.ts";
import type { PagePlan } from "./plan/site-plan.ts";
import { settingsOf } from "./project-settings.ts";

/** Folders relative to the working directory, and the project's Eleventy configuration. */
export interface PressRequest {
  readonly input: string;
  readonly output: string;
  readonly configPath: string;
}

/** A page as Eleventy made it. */
export interface RenderedPage {
  /** Below the output folder. */
  readonly path: string;
  readonly content: string;
}

/** Prints pages: has Eleventy render them. */
export interface Press {
  readonly settings: Settings;
  /** Whether the project has Eleventy do more than render our pages: templates, copies, or hooks of its own. */
  readonly hasOtherWork: boolean;
  /** Whether rendering a page may write files into the output folder. */
  readonly writesWhileRendering: boolean;
  /**
   * @returns the pages in the order given, whatever order Eleventy chose
   * @throws whatever a layout or a template of the project throws
   */
  render(pages: readonly PagePlan[]): Promise<readonly RenderedPage[]>;
  /**
   * Renders a page for somebody who waits for it: the run of Eleventy is made ready before it is asked for.
   *
   * @throws as `render` does
   */
  renderOne(page: PagePlan): Promise<string>;
  /** Has Eleventy do everything else: one ordinary run over the input folder. */
  renderRest(): Promise<void>;
}

/**
 * Reads the project's configuration.
 *
 * @throws {Error} if the configuration does not add the plugin
 */
export async function openPress(request: PressRequest): Promise<Press> {
  const { Eleventy } = await import("@11ty/eleventy");
  const ownHooks = await countOwnHooks(Eleventy, request);
  /**
   * A run of Eleventy with the project's own configuration.
   *
   * A `batch` renders the pages that its driver is given and nothing else, a `slow-batch` does it with errors that
   * name the part of a layout; the `rest` is everything else.
   */
  const start = async (part: "batch" | "slow-batch" | "rest") => {
    const driver: Driver = { pages: byKind([]), inlineParts: part === "batch" };
    let config: EleventyConfig | undefined;
    const run: EleventyRun = new Eleventy(request.input, request.output, {
      configPath: compiledConfig(request.configPath),
      quietMode: true,
      source: "script",
      config(eleventyConfig: EleventyConfig) {
        (eleventyConfig as { [driverKey]?: Driver })[driverKey] = driver;
        if (part !== "rest") {
          eleventyConfig.ignores.add(`${eleventyConfig.directories.input}**`);
          // Our templates are a word each: looking one up among those compiled takes longer than compiling it.
          eleventyConfig.setUseTemplateCache(false);
        }
        config = eleventyConfig;
      },
    });
    run.disableLogger();
    await run.init();
    return { run, driver, config };
  };

  // A run is used once: Eleventy keeps every page of it until its end.
  let ready: Awaited<ReturnType<typeof start>> | undefined = await start("batch");
  const { driver, config } = ready;

  /** For one page that somebody will ask for. */
  let spare: ReturnType<typeof start> | undefined;

  const renderOnce = async (part: "batch" | "slow-batch", pages: readonly PagePlan[]) => {
    const eleventy = part === "batch" && ready ? ready : await start(part);
    ready = undefined;
    return renderIn(eleventy, pages);
  };

  const renderIn = async (eleventy: Awaited<ReturnType<typeof start>>, pages: readonly PagePlan[]) => {
    eleventy.driver.pages = byKind(pages);
    const rendered = new Map<string, string>();
    for (const { url, content } of await eleventy.run.toJSON()) rendered.set(url, content);
    return pages.map(({ address, file }) => {
      const content = rendered.get(address) ?? rendered.get(encodeURI(address));
      if (content === undefined) throw new Error(`Eleventy rendered no page at ${address}`);
      return { path: file, content };
    });
  };

  return {
    settings: settingsOf(driver, request.configPath),
    hasOtherWork: config !== undefined && doesMore(config, ownHooks),
    writesWhileRendering: config !== undefined && hasImageTransform(config),
    async render(pages) {
      try {
        return await renderOnce("batch", pages);
      } catch (error) {
        // Once more, for an error that says in which part of a layout it is.
        await renderOnce("slow-batch", pages);
        throw error;
      }
    },
    async renderOne(page) {
      const next = spare ?? start("batch");
      spare = undefined;
      const [rendered] = await renderIn(await next, [page]);
      // What a layout is now may be another text by then, so that one is not kept for long.
      spare = start("batch");
      return (rendered as RenderedPage).content;
    },
    async renderRest() {
      const { run } = await start("rest");
      await run.write();
    },
  };
}

/** Templates and copies that the configuration itself adds, and hooks that want to know of a build. */
function doesMore(config: EleventyConfig, ownHooks: number): boolean {
  const { virtualTemplates, passthroughCopies, passthroughCopiesHtmlRelative } = config;
  const templates = Object.keys(virtualTemplates ?? {}).filter((path) => !path.startsWith("khabar-"));
  const copies = Object.keys(passthroughCopies ?? {}).length + (passthroughCopiesHtmlRelative?.size ?? 0);
  return templates.length + copies > 0 || countHooks(config) > ownHooks;
}

function countHooks({ events }: EleventyConfig): number {
  const counts = ["eleventy.before", "eleventy.after"].map((name) => events?.listenerCount(name) ?? 0);
  return counts.reduce((sum, count) => sum + count, 0);
}

/** How many hooks Eleventy has without any configuration. */
async function countOwnHooks(
  Eleventy: EleventyModule["Eleventy"],
  { input, output }: PressRequest,
): Promise<number> {
  let count = () => 0;
  const run = new Eleventy(input, output, {
    configPath: false,
    quietMode: true,
    source: "script",
    config(eleventyConfig: EleventyConfig) {
      count = () => countHooks(eleventyConfig);
    },
  });
  run.disableLogger();
  await run.init();
  return count();
}
