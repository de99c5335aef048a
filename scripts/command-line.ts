import { existsSync } from "node:fs";
import { relative } from "node:path";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { suggest } from "../src/problems/suggest.ts";

/** Exit codes: 0 done, 1 problems in the content, 2 wrong use. */
export const exit = { done: 0, problems: 1, wrongUse: 2 } as const;

/** Ends the command with a sentence for the user. */
export function refuse(message: string): never {
  console.error(message);
  process.exit(exit.wrongUse);
}

type Flags = NonNullable<ParseArgsConfig["options"]>;

/**
 * Reads the flags of a command. `--help` prints the help and ends; an unknown flag ends with exit code 2.
 */
export function readFlags<T extends Flags>(flags: T, help: string, allowPositionals = false) {
  const options = { ...flags, help: { type: "boolean" as const } };
  try {
    const parsed = parseArgs({ options, allowPositionals, strict: true });
    if ((parsed.values as { help?: boolean }).help) {
      console.log(help);
      process.exit(exit.done);
    }
    return parsed as ReturnType<typeof parseArgs<{ options: T; allowPositionals: true }>>;
  } catch (error) {
    const unknown = /Unknown option '(?:--)?([^']+)'/.exec(String(error))?.[1];
    const meant = unknown === undefined ? undefined : suggest(unknown, Object.keys(options));
    const message = error instanceof Error ? error.message.split(". ")[0] : String(error);
    refuse(`${message}.${meant ? ` Did you mean --${meant}?` : ""}\n\n${help}`);
  }
}

/** A folder as Eleventy wants it: relative to the working directory, since absolute ones break its virtual templates. */
export function relativeFolder(folder: string): string {
  const path = relative(process.cwd(), folder).replaceAll("\\", "/");
  return path === "" ? "." : path;
}

/** The content folder of a command, which must exist. */
export function inputFolder(folder: string): string {
  if (!existsSync(folder))
    refuse(`There is no folder ${folder}. Name the content folder with --input=FOLDER.`);
  return relativeFolder(folder);
}

/** The Eleventy configuration of a command, which must exist. */
export function configFile(path: string | undefined): string {
  const file = path ?? ".eleventy.ts";
  if (!existsSync(file))
    refuse(`There is no file ${file}. Name the Eleventy configuration with --config=FILE.`);
  return file;
}

/** A moment given on the command line, epoch milliseconds. */
export function moment(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const at = Date.parse(text);
  if (!Number.isFinite(at))
    refuse(`"${text}" is not a moment. Write one such as --now=2026-11-22T08:00:00+05:30`);
  return at;
}

/** A number from 1 that a flag may give. */
export function wholeNumber(flag: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > most) {
    refuse(`${flag}=${text} is not a whole number from 1 to ${most}.`);
  }
  return number;
}

/** `2/4`: the second of four parts. */
export function shardOf(text: string | undefined): { part: number; of: number } | undefined {
  if (text === undefined) return undefined;
  const [, part, of] = /^(\d{1,4})\/(\d{1,4})$/.exec(text)?.map(Number) ?? [];
  if (part === undefined || of === undefined || part < 1 || part > of) {
    refuse(`--shard=${text} is no part of a whole. Write --shard=1/4 for the first of four.`);
  }
  return { part, of };
}

export function reportLanguage(text: string | undefined): "en" | "hi" | undefined {
  if (text === undefined || text === "en" || text === "hi") return text;
  refuse(`There is no report in "${text}". Write --language=en or --language=hi.`);
}

/** One line on a terminal that tells how far it has come; nothing where the output is a file or CI. */
export function progressLine(): { show(text: string): void; end(): void } {
  const { stderr } = process;
  let shown = false;
  return {
    show(text) {
      if (!stderr.isTTY) return;
      stderr.write(`\r\u001b[K${text}`);
      shown = true;
    },
    end() {
      if (shown) stderr.write("\r\u001b[K");
    },
  };
}
