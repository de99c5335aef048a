import type { Nunjucks, NunjucksCompiler, NunjucksNode } from "./eleventy.ts";

/**
 * Compiles a layout with Nunjucks' own compiler, some of whose methods write other code to the same effect.
 *
 * Nunjucks spends most of a page on what our layouts do not need: it looks `view` up through all scopes wherever it
 * stands, sets eight variables in every turn of a loop, and wraps what is `safe` only to unwrap it. Pages are byte for
 * byte the same, and so are errors.
 *
 * @returns JavaScript: the body of a function of `help`, which is {@link layoutHelp}
 */
export function compileLayout(
  { compiler }: Nunjucks,
  source: string,
  { asyncFilters, extensions, path, options }: LayoutCircumstances,
): string {
  const methods = compiler.Compiler.prototype;
  const general = { ...pick(methods) };
  const properties = new Set<string>();
  Object.assign(methods, ownMethods(general, properties));
  try {
    const code = compiler.compile(source, asyncFilters, extensions, path, options);
    return ["const { $text, $markup } = help;", ...[...properties].map(readerOf), code].join("\n");
  } finally {
    // Other templates of the project are compiled as ever.
    Object.assign(methods, general);
  }
}

/** What Nunjucks' compiler is told besides the source. */
interface LayoutCircumstances {
  readonly asyncFilters: unknown;
  readonly extensions: unknown;
  /** For errors. */
  readonly path: string;
  readonly options: unknown;
}

/** What compiled layouts call. */
interface LayoutHelp {
  /** A value as `{{ … }}` prints it. */
  $text(value: unknown, escapes: boolean): unknown;
  /** A value as `{{ … | safe }}` prints it. */
  $markup(value: unknown): string;
}

export function layoutHelp({ runtime }: Nunjucks): LayoutHelp {
  return {
    $text(value, escapes) {
      if (typeof value === "string" && !(escapes && special.test(value))) return value;
      return runtime.suppressValue(value, escapes);
    },
    $markup(value) {
      if (typeof value === "string") return value;
      return value === undefined || value === null ? "" : value.toString();
    },
  };
}

/** What Nunjucks escapes. Most values have nothing of it, and to look for it takes less than to replace it. */
const special = /[&"'<>\\]/;

/** Reads a property as Nunjucks' `memberLookup` does, by a name that V8 knows: `$of_title(card)`. */
function readerOf(name: string): string {
  const bound = `(...values) => of.${name}(...values)`;
  return `function $of_${name}(of) { if (of === undefined || of === null) return undefined; const value = of.${name}; return typeof value === "function" ? ${bound} : value; }`;
}

type Methods = Pick<
  NunjucksCompiler,
  | "_emitFuncBegin"
  | "_emitLoopBindings"
  | "compileFor"
  | "compileLookupVal"
  | "compileOutput"
  | "compileRoot"
  | "compileSymbol"
>;

function pick(methods: Methods): Methods {
  const { _emitFuncBegin, _emitLoopBindings, compileFor, compileLookupVal } = methods;
  const { compileOutput, compileRoot, compileSymbol } = methods;
  return {
    _emitFuncBegin,
    _emitLoopBindings,
    compileFor,
    compileLookupVal,
    compileOutput,
    compileRoot,
    compileSymbol,
  };
}

/**
 * @param general Nunjucks' own, for whatever is not ordinary
 * @param properties is given the names of those that the layout reads
 */
function ownMethods(general: Methods, properties: Set<string>): Methods & ThisType<NunjucksCompiler> {
  let hasOneView = false;
  return {
    compileRoot(root, scope) {
      hasOneView = !bindsView(root);
      general.compileRoot.call(this, root, scope);
    },
    _emitFuncBegin(node, name) {
      general._emitFuncBegin.call(this, node, name);
      if (hasOneView) this._emitLine('const $view = runtime.contextOrFrameLookup(context, frame, "view");');
    },
    compileSymbol(node, scope) {
      if (hasOneView && node.value === "view") this._emit("$view");
      else general.compileSymbol.call(this, node, scope);
    },
    compileLookupVal(node, scope) {
      const name = node.val.value;
      if (node.val.typename !== "Literal" || typeof name !== "string" || !/^[a-z_]\w*$/i.test(name)) {
        general.compileLookupVal.call(this, node, scope);
        return;
      }
      properties.add(name);
      this._emit(`$of_${name}(`);
      this._compileExpression(node.target, scope);
      this._emit(")");
    },
    compileOutput(node, scope) {
      if (this.throwOnUndefined) {
        general.compileOutput.call(this, node, scope);
        return;
      }
      for (const child of node.children) {
        if (child.typename === "TemplateData" && !child.value) continue;
        this._emit(`${this.buffer} += `);
        const safe = markupIn(child);
        if (child.typename === "TemplateData") {
          this.compileLiteral(child, scope);
          this._emitLine(";");
        } else if (safe !== undefined) {
          this._emit("$markup(");
          this._compileExpression(safe, scope);
          this._emitLine(");");
        } else {
          this._emit("$text(");
          this.compile(child, scope);
          this._emitLine(", env.opts.autoescape);");
        }
      }
    },
    _emitLoopBindings(node, list, turn, count) {
      if (!isPrivate(node.body)) general._emitLoopBindings.call(this, node, list, turn, count);
    },
    compileFor(node, scope) {
      // What stands in `else` would be in the scope of the loop, too.
      if (!isPrivate(node.body) || node.name.typename !== "Symbol" || node.else_) {
        general.compileFor.call(this, node, scope);
        return;
      }
      const needsScope = setsNames(node.body);
      const [turn, list, item] = [this._tmpid(), this._tmpid(), this._tmpid()];
      const inside = scope.push();
      inside.set(node.name.value, item);
      this._emit(`var ${list} = `);
      this._compileExpression(node.arr, scope);
      this._emitLine(";");
      if (needsScope) this._emitLine("frame = frame.push();");
      this._emitLine(`if (${list}) {`);
      this._emitLine(`${list} = runtime.fromIterator(${list});`);
      this._emitLine(`for (let ${turn} = 0; ${turn} < ${list}.length; ${turn}++) {`);
      this._emitLine(`let ${item} = ${list}[${turn}];`);
      this._withScopedSyntax(() => this.compile(node.body, inside));
      this._emitLine("}");
      this._emitLine("}");
      if (needsScope) this._emitLine("frame = frame.pop();");
    },
  };
}

/** What is printed as it is: `value` of `{{ value | safe }}`. */
function markupIn({ typename, name, args }: NunjucksNode): NunjucksNode | undefined {
  return typename === "Filter" && name.value === "safe" && args.children.length === 1
    ? args.children[0]
    : undefined;
}

/** Whether `view` may be something else within a layout, or in a macro of it, than it is where the layout begins. */
function bindsView(root: NunjucksNode): boolean {
  for (const { typename } of nodesIn(root)) {
    if (strangers.has(typename) && typename !== "Include" && typename !== "Block") return true;
  }
  return boundIn(root).includes("view");
}

/** The names that are bound by `set` and `for`. */
function boundIn(root: NunjucksNode): unknown[] {
  return [...nodesIn(root)].flatMap((node) => {
    const bound = node.typename === "Set" ? node.targets : loops.has(node.typename) ? node.name : [];
    return [...nodesIn(bound)].flatMap(({ typename, value }) => (typename === "Symbol" ? [value] : []));
  });
}

/** Whether the body of a loop sets names in its own scope; loops in it have scopes of their own. */
function setsNames(body: NunjucksNode): boolean {
  const nodes = [...nodesIn(body, ({ typename }) => !loops.has(typename))];
  return nodes.some(({ typename }) => typename === "Set");
}

const loops = new Set(["For", "AsyncEach", "AsyncAll"]);

/** Whether nothing in the body of a loop asks for `loop`, or gives its scope to other code. */
function isPrivate(body: NunjucksNode): boolean {
  for (const { typename, value } of nodesIn(body)) {
    if (strangers.has(typename) || (typename === "Symbol" && value === "loop")) return false;
  }
  return true;
}

/** What has code elsewhere that is given the scope, or a scope of its own. */
const strangers = new Set(["Block", "Caller", "FromImport", "Import", "Include", "Macro", "Super"]);

/**
 * A node and all below it; also those in tags of extensions, which Nunjucks' own `findAll` does not enter.
 *
 * @param enters whether to look below a node
 */
function* nodesIn(value: unknown, enters = (_node: NunjucksNode) => true): Generator<NunjucksNode> {
  if (Array.isArray(value)) {
    for (const each of value) yield* nodesIn(each, enters);
  } else if (typeof value === "object" && value !== null && "typename" in value) {
    const node = value as NunjucksNode;
    yield node;
    if (enters(node)) for (const part of Object.values(node)) yield* nodesIn(part, enters);
  }
}
