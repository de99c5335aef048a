import { rmSync } from "node:fs";
import * as z from "zod";
import type { EntryName } from "../workflow/branch-names.ts";
import { openWorkflow, type Workflow } from "../workflow/workflow.ts";
import {
  type ContentFolder,
  type ContentFolderOptions,
  entryOf,
  keepAside,
  listEntries,
  openContentFolder,
  readBytes,
  textOf,
} from "./content-folder.ts";
import { findFolder } from "./content-paths.ts";
import { admit, mostRequestMegabytes } from "./guard.ts";
import { openTexts } from "./opened-texts.ts";
import {
  type Action,
  actionSchemas,
  type CmsAnswer,
  type CmsRequest,
  type EntryFile,
  type ParamsOf,
  Refusal,
} from "./protocol.ts";
import {
  exactPlace,
  forgetName,
  keepingTexts,
  placeFor,
  type SaveRequest,
  type Saving,
  saveToDisk,
} from "./save-entry.ts";
import { getMedia, getMediaFile, mediaFile, prepareMedia, putMedia } from "./save-media.ts";

/** A backend for an editing screen on this machine. */
export interface CmsBackend {
  /** Answers one request; never throws. Requests are answered one after another. */
  handle(request: CmsRequest): Promise<CmsAnswer>;
}

export interface CmsOptions extends ContentFolderOptions {
  /** Another one at every start. */
  readonly session: string;
  /** Told of what nobody expected, for the terminal. */
  warn(text: string): void;
}

/**
 * Opens the backend of an editing screen: Decap's proxy protocol over the files of a content folder.
 *
 * Saving changes what was changed and nothing else; what cannot be saved is refused in words that say what to do, and
 * kept aside. See `docs/decisions/026-saving-splices.md`.
 */
export function openCmsBackend(options: CmsOptions): CmsBackend {
  const content = openContentFolder(options);
  const saving: Saving = { content, opened: openTexts(options.session), names: new Map() };
  let opened: Workflow | undefined;
  const workflow = (): Workflow => {
    // A folder may become a repository while it is open.
    opened ??= openWorkflow(saving);
    if (opened === undefined) throw new Refusal(422, content.say("noGit"));
    return opened;
  };
  let last: Promise<unknown> = Promise.resolve();

  const answer = async (request: CmsRequest): Promise<CmsAnswer> => {
    try {
      admit(request, content.say);
      return json(200, await act(saving, workflow, readRequest(content, request.body)));
    } catch (error) {
      if (error instanceof Refusal) return json(error.status, { error: error.message });
      options.warn(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return json(500, { error: error instanceof Error ? error.message : String(error) });
    }
  };
  return {
    handle(request) {
      // Two saves of one file at once would each splice into what was there before.
      const turn = last.then(() => answer(request));
      last = turn;
      return turn;
    },
  };
}

function json(status: number, value: unknown): CmsAnswer {
  return {
    status,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
    body: JSON.stringify(value),
  };
}

type Asked = { readonly [A in Action]: { readonly action: A; readonly params: ParamsOf<A> } }[Action];

function readRequest({ say }: ContentFolder, body: Uint8Array): Asked {
  if (body.length > mostRequestMegabytes * 1_000_000) {
    throw new Refusal(413, say("tooLarge", { max: mostRequestMegabytes }));
  }
  let asked: unknown;
  try {
    asked = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw new Refusal(400, say("badRequest", { reason: "JSON" }));
  }
  const { action, params } = z
    .object({ action: z.string(), params: z.unknown() })
    .catch({ action: "", params: {} })
    .parse(asked);
  if (!Object.hasOwn(actionSchemas, action))
    throw new Refusal(422, say("unknownAction", { found: action.slice(0, 60) }));
  const parsed = actionSchemas[action as Action].safeParse(params ?? {});
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path }) => path.join("."));
    throw new Refusal(400, say("badRequest", { reason: `${action} ${fields.join(", ")}` }));
  }
  return { action, params: parsed.data } as Asked;
}

async function act(saving: Saving, workflow: () => Workflow, { action, params }: Asked): Promise<unknown> {
  const { content } = saving;
  const { folder, say } = content;
  switch (action) {
    case "info":
      return describe(content, hasWorkflow(workflow));
    case "entriesByFolder": {
      const { disk, path } = findFolder(folder, params.folder, say);
      const ending = params.extension.startsWith(".") ? params.extension : `.${params.extension}`;
      // Decap asks no deeper than new files are put; stories lie in any folder.
      const entries = listEntries(content, disk, path, ending, Math.max(deepest, params.depth));
      // Whoever sees a file in the list means that file.
      for (const { file } of entries) saving.names.delete(file.path);
      return entries;
    }
    case "entriesByFiles":
      return params.files.map(({ path, label }) => readEntry(saving, path, label) ?? noEntry(path, label));
    case "getEntry":
      return openEntry(saving, params.path);
    case "persistEntry": {
      const { dataFiles, assets, options } = params;
      const request: SaveRequest = {
        dataFiles,
        assets,
        isNew: options.newEntry,
        mayBeWrong: options.useWorkflow === true,
      };
      const paths = await keepingTexts(content, dataFiles, () =>
        options.useWorkflow
          ? workflow().save({
              ...request,
              collection: options.collectionName ?? "articles",
              message: options.commitMessage || "Update",
              status: options.status,
            })
          : saveToDisk(saving, request).map(({ place }) => place.path),
      );
      return { message: "entry persisted", paths };
    }
    case "unpublishedEntries":
      return hasWorkflow(workflow) ? workflow().list() : [];
    case "unpublishedEntry":
      return workflow().find(namedEntry(content, params));
    case "unpublishedEntryDataFile":
      return { data: workflow().readText(params, params.path) };
    case "unpublishedEntryMediaFile":
      return workflow().readMedia(params, params.path);
    case "updateUnpublishedEntryStatus":
      workflow().setStatus(params, params.newStatus);
      return { message: "status updated" };
    case "publishUnpublishedEntry":
      await workflow().publish(params);
      return { message: "published" };
    case "deleteUnpublishedEntry":
      workflow().remove(params);
      return { message: "deleted" };
    case "getMedia":
      return getMedia(content, params.mediaFolder);
    case "getMediaFile":
      return getMediaFile(content, saving.names.get(params.path.normalize("NFC")) ?? params.path);
    case "persistMedia": {
      const media = prepareMedia(content, params.asset, new Set());
      putMedia(content, media);
      if (media.asked !== media.place.path) saving.names.set(media.asked, media.place.path);
      return mediaFile(media.place.path, media.bytes);
    }
    case "deleteFile":
      return deleteFiles(saving, [params.path]);
    case "deleteFiles":
      return deleteFiles(saving, params.paths);
    case "getDeployPreview":
      return null;
    case "getNotes":
      return { notes: [] };
    case "getPRMetadata":
      return { metadata: null };
  }
}

/** Folders below folders of stories. */
const deepest = 16;

function hasWorkflow(workflow: () => Workflow): boolean {
  try {
    workflow();
    return true;
  } catch {
    return false;
  }
}

/** What an editing screen asks before it begins. */
function describe({ shownFolder }: ContentFolder, hasGit: boolean): unknown {
  return {
    repo: shownFolder,
    publish_modes: hasGit ? ["simple", "editorial_workflow"] : ["simple"],
    type: hasGit ? "local_git" : "local_fs",
  };
}

/** An entry by its collection and slug, or by both in one. */
function namedEntry(
  { say }: ContentFolder,
  { id, collection, slug }: ParamsOf<"unpublishedEntry">,
): EntryName {
  const at = id?.indexOf("/") ?? -1;
  if (id !== undefined && at > 0) return { collection: id.slice(0, at), slug: id.slice(at + 1) };
  if (collection !== undefined && slug !== undefined) return { collection, slug };
  throw new Refusal(400, say("badRequest", { reason: "unpublishedEntry" }));
}

function noEntry(path: string, label: string | undefined) {
  return { data: null, file: { path, ...(label === undefined ? {} : { label }), id: null } };
}

function readEntry(saving: Saving, asked: string, label?: string): EntryFile | undefined {
  const place = placeFor(saving, asked, "read");
  const bytes = place.isThere ? readBytes(saving.content, place) : undefined;
  return bytes && entryOf(place.path, bytes, textOf(saving.content, place, bytes), label);
}

/** A text for a form: with the mark by which it is known again. */
function openEntry(saving: Saving, asked: string): EntryFile {
  const { content, opened } = saving;
  const entry = readEntry(saving, asked);
  if (entry === undefined) throw new Refusal(404, content.say("notThere", { path: asked }));
  const { form } = placeFor(saving, asked, "read");
  return { ...entry, data: opened.give(entry.file.path, entry.data, form) };
}

function deleteFiles(saving: Saving, paths: readonly string[]): unknown {
  const { content } = saving;
  const places = paths.flatMap((path) => exactPlace(saving, path) ?? []);
  if (places.length === 0) throw new Refusal(404, content.say("notThere", { path: paths.join(", ") }));
  for (const place of places) {
    // Somebody may want it back, and not everybody has git.
    const bytes = readBytes(content, place);
    if (bytes !== undefined) keepAside(content, place.path, bytes);
    rmSync(place.disk, { force: true });
    forgetName(saving.names, place.path);
  }
  return { message: `deleted ${places.map(({ path }) => path).join(", ")}` };
}
