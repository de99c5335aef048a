/**
 * The seam to Eleventy 3: the few methods that are called, typed here because 3.1 ships no usable types.
 * A move to another version of Eleventy touches this file and `index.ts`.
 */
/** What Eleventy gives to `eleventy.before` and `eleventy.after`. */
export interface BuildEvent {
  readonly directories: { readonly input: string; readonly output: string };
  readonly runMode: "build" | "watch" | "serve";
  readonly outputMode: "fs" | "json" | "ndjson";
  readonly results?: readonly RenderedTemplate[];
}

export interface RenderedTemplate {
  readonly url: string;
  readonly inputPath: string;
  readonly outputPath: string | false;
  readonly content: string;
}

/** A Nunjucks environment, as far as our loader needs it. */
export interface NunjucksEnvironment {
  readonly loaders: unknown[];
  readonly asyncFilters: unknown;
  readonly extensionsList: unknown;
  readonly opts: unknown;
  getTemplate(name: string): {
    render(data: object, done: (error: unknown, html: string | null) => void): void;
  };
}

export interface Nunjucks {
  readonly compiler: {
    compile(
      source: string,
      asyncFilters: unknown,
      extensions: unknown,
      name: string,
      options: unknown,
    ): string;
    readonly Compiler: { readonly prototype: NunjucksCompiler };
  };
  readonly runtime: {
    /** A value as a template prints it. */
    suppressValue(value: unknown, escapes: boolean): unknown;
  };
  readonly Loader: {
    extend(members: Record<string, unknown>): new () => unknown;
  };
}

/** A node of a template; which of the fields it has says its type. */
export interface NunjucksNode {
  readonly typename: string;
  readonly value: unknown;
  readonly children: readonly NunjucksNode[];
  readonly name: NunjucksNode;
  readonly args: NunjucksNode;
  readonly arr: NunjucksNode;
  readonly body: NunjucksNode;
  readonly else_: NunjucksNode | null;
  readonly target: NunjucksNode;
  readonly targets: readonly NunjucksNode[];
  readonly val: NunjucksNode;
}

/** Which variable of the compiled code stands for a name, where that is known. */
export interface NunjucksScope {
  push(): NunjucksScope;
  set(name: unknown, variable: string): void;
}

/** What compiles a template to JavaScript, as far as layouts are compiled in another way. */
export interface NunjucksCompiler {
  /** The variable to which output is added. */
  readonly buffer: string;
  readonly throwOnUndefined: boolean;
  _tmpid(): string;
  _emit(code: string): void;
  _emitLine(code: string): void;
  _emitFuncBegin(node: NunjucksNode, name: string): void;
  _emitLoopBindings(node: NunjucksNode, list: string, turn: string, count: string): void;
  _withScopedSyntax(write: () => void): void;
  _compileExpression(node: NunjucksNode, scope: NunjucksScope): void;
  compile(node: NunjucksNode, scope: NunjucksScope): void;
  compileFor(node: NunjucksNode, scope: NunjucksScope): void;
  compileLiteral(node: NunjucksNode, scope: NunjucksScope): void;
  compileLookupVal(node: NunjucksNode, scope: NunjucksScope): void;
  compileOutput(node: NunjucksNode, scope: NunjucksScope): void;
  compileRoot(node: NunjucksNode, scope: NunjucksScope): void;
  compileSymbol(node: NunjucksNode, scope: NunjucksScope): void;
}

export interface EleventyConfig {
  readonly directories: { readonly input: string; readonly output: string };
  readonly ignores: { add(glob: string): unknown };
  readonly watchIgnores: { add(glob: string): unknown };
  addPlugin<O>(plugin: (config: EleventyConfig, options: O) => void, options?: O): void;
  addExtension(
    ending: string,
    format: {
      /** The format of Eleventy's that it is made of. */
      readonly key: string;
      compile(content: string, inputPath: string): (data: Record<string, unknown>) => Promise<string>;
    },
  ): void;
  addFilter(name: string, filter: (...values: never[]) => unknown): void;
  addGlobalData(name: string, data: unknown): void;
  /** @returns `undefined` if there is none of the name */
  getFilter(name: string): unknown;
  addNunjucksTag(name: string, tag: (nunjucks: never) => object): void;
  addTemplateFormats(formats: string): void;
  addTemplate(path: string, content: string, data: Record<string, unknown>): void;
  addWatchTarget(path: string): void;
  on(event: "eleventy.before" | "eleventy.after", listener: (event: BuildEvent) => unknown): void;
  on(
    event: "eleventy.engine.njk",
    listener: (event: { nunjucks: Nunjucks; environment: NunjucksEnvironment }) => void,
  ): void;
  setUseTemplateCache(isUsed: boolean): void;
  setServerOptions(options: Record<string, unknown>): void;
  setQuietMode(quiet: boolean): void;
  /** What the configuration asked for besides. */
  readonly virtualTemplates?: Readonly<Record<string, unknown>>;
  readonly passthroughCopies?: Readonly<Record<string, unknown>>;
  readonly passthroughCopiesHtmlRelative?: ReadonlySet<unknown>;
  readonly events?: { listenerCount(name: string): number };
}

/**
 * Whether the project makes its pictures with Eleventy Image's transform. It looks for the file of every `<img>` in the
 * input folder, where ours are not, and writes into the output folder while pages are rendered.
 */
export function hasImageTransform(eleventyConfig: EleventyConfig): boolean {
  return eleventyConfig.getFilter("__private_eleventyImageTransformConfigurationOptions") !== undefined;
}

/** A run of Eleventy. */
export interface EleventyRun {
  init(): Promise<void>;
  write(): Promise<unknown>;
  toJSON(): Promise<readonly RenderedTemplate[]>;
  watch(): Promise<unknown>;
  serve(port?: number): Promise<unknown>;
  stopWatch(): Promise<unknown>;
  /** Silences everything, error reports too: errors are still thrown. */
  disableLogger(): void;
  setRunMode(mode: "build" | "watch" | "serve"): void;
}

/**
 * What went wrong in a layout or template, from the outside in. Eleventy wraps an error once for every step it
 * passes, and its own report prints the stack of each.
 */
export function explainError(error: unknown): string {
  const messages: string[] = [];
  for (let at = error; at instanceof Error && messages.length < 8; at = innerError(at)) {
    const message = at.message.replaceAll(`${process.cwd()}/`, "").trim();
    if (!messages.includes(message)) messages.push(message);
  }
  return messages.length === 0 ? String(error) : messages.join("\n  ");
}

function innerError(error: Error): unknown {
  return (error as { originalError?: unknown }).originalError ?? error.cause;
}

export interface EleventyModule {
  readonly Eleventy: new (
    input: string,
    output: string,
    options: {
      readonly configPath?: string | false;
      readonly quietMode?: boolean;
      readonly source?: "cli" | "script";
      readonly runMode?: "build" | "watch" | "serve";
      readonly config?: (config: EleventyConfig) => void;
    },
  ) => EleventyRun;
}
