import { realpathSync, rmSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { slugOf } from "../../language/slug.ts";
import { keepAside, putContent, readBytes, shapeOf, textOf } from "../backend/content-folder.ts";
import { type ContentPlace, contentPrefix, findPlace } from "../backend/content-paths.ts";
import { type MediaFile, Refusal, type UnpublishedEntry, type WorkflowStatus } from "../backend/protocol.ts";
import {
  errorsOf,
  prepareSave,
  type SaveRequest,
  type Saving,
  tellFields,
  tellProblems,
} from "../backend/save-entry.ts";
import { mediaFile } from "../backend/save-media.ts";
import { spliceContent } from "../splice/splice-content.ts";
import { branchOf, branchPrefix, type EntryName, entryOfBranch } from "./branch-names.ts";
import { type CommittedFile, commitFiles, removeLeftTrees } from "./commit-files.ts";
import { fileAt, findRepository, lineOf, type Repository } from "./git.ts";

/** Texts that are written, reviewed and published on branches of git, one branch for each. */
export interface Workflow {
  /** @returns the path of each text, as it is kept */
  save(
    request: SaveRequest & { collection: string; message: string; status: string | undefined },
  ): Promise<string[]>;
  /** `articles/bhari-barish`, in order. */
  list(): string[];
  find(entry: EntryName): UnpublishedEntry;
  readText(entry: EntryName, path: string): string;
  readMedia(entry: EntryName, path: string): MediaFile;
  setStatus(entry: EntryName, status: WorkflowStatus): void;
  /** Merges an entry into the branch that is checked out, and puts its files into the working tree. */
  publish(entry: EntryName): Promise<void>;
  remove(entry: EntryName): void;
}

const statuses: readonly string[] = ["draft", "pending_review", "pending_publish"];
/** As Decap's own server keeps it, in the description of the branch. */
const statusPrefix = "decap-cms/";
const nothing = "0000000000000000000000000000000000000000";

/**
 * Opens the workflow of a content folder.
 *
 * Branches are moved by comparing and swapping; the user's working tree, index and branch change in one case alone:
 * the files of a text that is published.
 *
 * @returns `undefined` where there is no git
 */
export function openWorkflow(saving: Saving): Workflow | undefined {
  const { content } = saving;
  const found = findRepository(content.folder);
  return found && workflowIn(saving, found);
}

function workflowIn(saving: Saving, repository: Repository): Workflow {
  const { content } = saving;
  const { say } = content;
  const root = realpathSync(content.folder);
  const trees = join(content.stateFolder, "workflow");
  /** What new entries are called, by the name that the editing screen chose. */
  const slugs = new Map<string, string>();
  let isTidy = false;

  const gitPath = ({ disk }: ContentPlace) => repository.prefix + relative(root, disk).split(sep).join("/");
  const placeAt = (path: string) => {
    const below = path.slice(repository.prefix.length).normalize("NFC");
    return findPlace(content.folder, contentPrefix + below, "write", say);
  };
  const tipOf = (ref: string) =>
    lineOf(repository.ask(["rev-parse", "--verify", "--quiet", `${ref}^{commit}`]));
  const headCommit = (): string => {
    const head = tipOf("HEAD");
    if (head === undefined) throw new Refusal(422, say("noCommit"));
    return head;
  };
  const textAt = (commit: string, place: ContentPlace) => {
    const bytes = fileAt(repository, commit, gitPath(place));
    return bytes && textOf(content, place, bytes);
  };

  const tidy = async () => {
    if (isTidy) return;
    isTidy = true;
    await removeLeftTrees(repository, trees);
  };

  /** The branch of an entry, under the name that it got or the one that it was asked for by. */
  function findBranch({ collection, slug }: EntryName): { ref: string; tip: string } | undefined {
    const romanised = slug
      .split("/")
      .map((part, at, all) => (at === all.length - 1 ? slugOf(part, { maxBytes: 100 }) : part));
    const candidates = [slugs.get(`${collection}/${slug}`), slug, romanised.join("/")];
    for (const candidate of candidates) {
      if (candidate === undefined) continue;
      const ref = branchOf({ collection, slug: candidate });
      const tip = tipOf(ref);
      if (tip !== undefined) return { ref, tip };
    }
    return undefined;
  }

  function branchFor(entry: EntryName): { ref: string; tip: string } {
    const branch = findBranch(entry);
    if (branch === undefined) throw new Refusal(404, say("noEntry", { slug: entry.slug }));
    return branch;
  }

  function moveBranch(ref: string, to: string, from: string): void {
    if (to === from) return;
    if (!repository.ask(["update-ref", "-m", "khabar: save", ref, to, from]).ok)
      throw new Refusal(409, say("moved"));
  }

  function refuseOpenBranch(ref: string): void {
    const name = ref.slice("refs/heads/".length);
    const open = repository.ask(["worktree", "list", "--porcelain", "-z"]).out.toString().split("\0");
    if (open.includes(`branch ${ref}`)) throw new Refusal(409, say("branchOpen", { branch: name }));
  }

  const describe = (ref: string, status: string) => {
    const key = `branch.${ref.slice("refs/heads/".length)}.description`;
    repository.ask(["config", key, statusPrefix + status]);
  };

  function statusOf(ref: string): WorkflowStatus {
    const told =
      lineOf(repository.ask(["config", `branch.${ref.slice("refs/heads/".length)}.description`])) ?? "";
    const status = told.slice(statusPrefix.length);
    return statuses.includes(status) ? (status as WorkflowStatus) : "draft";
  }

  /** What a branch adds to or changes in what the site is made of. */
  function changesOf(tip: string): { base: string; files: { path: string; isNew: boolean }[] } {
    const base = lineOf(repository.ask(["merge-base", "HEAD", tip])) ?? headCommit();
    const { out } = repository.ask([
      "diff",
      "--name-status",
      "--no-renames",
      "-z",
      base,
      tip,
      "--",
      repository.prefix || ".",
    ]);
    const words = out.toString().split("\0");
    const files: { path: string; isNew: boolean }[] = [];
    for (let at = 0; at + 1 < words.length; at += 2) {
      if (words[at] !== "D") files.push({ path: words[at + 1] ?? "", isNew: words[at] === "A" });
    }
    return { base, files };
  }

  /** The slug of a story is where it lies; a file of settings has the one that the editing screen knows. */
  function slugFor(place: ContentPlace, asked: string): string {
    if (place.form === "yaml") return asked;
    return place.below.slice(place.below.indexOf("/") + 1).replace(/\.md$/, "");
  }

  function removeBranch(ref: string, tip: string): void {
    if (!repository.ask(["update-ref", "-d", ref, tip]).ok) throw new Refusal(409, say("moved"));
    repository.ask(["config", "--remove-section", `branch.${ref.slice("refs/heads/".length)}`]);
  }

  return {
    async save({ collection, message, status, ...request }) {
      await tidy();
      const head = headCommit();
      const branchOfPlace = (place: ContentPlace, slug: string) =>
        findBranch({ collection, slug: slugFor(place, slug) });
      const [first] = request.dataFiles;
      if (first === undefined) throw new Refusal(400, say("badRequest", { reason: "dataFiles" }));
      const { texts, media } = prepareSave(
        saving,
        request,
        (place) => {
          const branch = branchOfPlace(place, first.slug);
          const committed = textAt(branch?.tip ?? head, place);
          if (committed !== undefined) return committed;
          const bytes = place.isThere ? readBytes(content, place) : undefined;
          return bytes && textOf(content, place, bytes);
        },
        (path) => {
          const place = findPlace(content.folder, path, "write", say);
          return branchOfPlace(place, "") !== undefined || textAt(head, place) !== undefined;
        },
      );
      const [lead] = texts;
      if (lead === undefined) return [];
      const slug = slugFor(lead.place, first.slug);
      const ref = branchOf({ collection, slug });
      refuseOpenBranch(ref);
      const tip = tipOf(ref);
      const files: CommittedFile[] = [
        ...texts.map(({ place, text }) => ({ path: gitPath(place), bytes: Buffer.from(text) })),
        ...media.map(({ place, bytes }) => ({ path: gitPath(place), bytes })),
      ];
      const commit = await commitFiles(repository, trees, { parent: tip ?? head, files, message }, say);
      if (tip === undefined) moveBranch(ref, commit, nothing);
      else moveBranch(ref, commit, tip);
      if (tip === undefined) describe(ref, statuses.includes(status ?? "") ? (status as string) : "draft");
      if (slug !== first.slug) slugs.set(`${collection}/${first.slug}`, slug);
      for (const one of media) if (one.asked !== one.place.path) saving.names.set(one.asked, one.place.path);
      for (const { saved } of texts) saved();
      return texts.map(({ place }) => place.path);
    },

    list() {
      const { out } = repository.ask(["for-each-ref", "--format=%(refname)", branchPrefix]);
      const aliases = new Map([...slugs].map(([asked, slug]) => [`${asked.split("/")[0]}/${slug}`, asked]));
      return out
        .toString()
        .split("\n")
        .flatMap((ref) => {
          const named = entryOfBranch(ref);
          const tip = named && tipOf(ref);
          if (named === undefined || tip === undefined) return [];
          const story = changesOf(tip).files.find(({ path }) => path.endsWith(".md"));
          const slug = story === undefined ? named.slug : slugFor(placeAt(story.path), named.slug);
          const id = `${named.collection}/${slug}`;
          return [aliases.get(id) ?? id];
        })
        .sort();
    },

    find(entry) {
      const { ref, tip } = branchFor(entry);
      const { files } = changesOf(tip);
      return {
        collection: entry.collection,
        slug: entry.slug,
        status: statusOf(ref),
        updatedAt: lineOf(repository.ask(["log", "-1", "--format=%cI", tip])) ?? "",
        diffs: files.map(({ path, isNew }) => {
          const shown = contentPrefix + path.slice(repository.prefix.length).normalize("NFC");
          return { id: shown, path: shown, newFile: isNew };
        }),
      };
    },

    readText(entry, path) {
      const { tip } = branchFor(entry);
      const place = findPlace(content.folder, path, "read", say);
      const text = textAt(tip, place);
      if (text === undefined) throw new Refusal(404, say("notThere", { path: place.path }));
      return saving.opened.give(place.path, text, place.form);
    },

    readMedia(entry, path) {
      const { tip } = branchFor(entry);
      const place = findPlace(content.folder, path, "read", say);
      const bytes = fileAt(repository, tip, gitPath(place));
      if (bytes === undefined) throw new Refusal(404, say("notThere", { path: place.path }));
      return mediaFile(place.path, bytes);
    },

    setStatus(entry, status) {
      describe(branchFor(entry).ref, status);
    },

    async publish(entry) {
      await tidy();
      const { ref, tip } = branchFor(entry);
      const branch = lineOf(repository.ask(["symbolic-ref", "--quiet", "HEAD"]));
      if (branch === undefined) throw new Refusal(422, say("detached"));
      refuseOpenBranch(ref);
      const head = headCommit();
      const { base, files } = changesOf(tip);
      const merged = files.map(({ path }) => mergeFile(path, base, head, tip, branch));
      const changed = merged.filter(({ before, bytes }) => !(before?.equals(bytes) ?? false));
      judge(changed);
      for (const file of changed) refuseOwnChanges(file);
      const commit = await commitFiles(
        repository,
        trees,
        {
          parent: head,
          merged: tip,
          files: merged.map(({ path, bytes }) => ({ path, bytes })),
          message: `Publish ${entry.slug}\n`,
        },
        say,
      );
      const written = putAll(changed);
      if (!repository.ask(["update-ref", "-m", "khabar: publish", branch, commit, head]).ok) {
        written.restore();
        throw new Refusal(409, say("moved"));
      }
      // Only these files: what else is staged stays staged.
      if (changed.length > 0) repository.ask(["reset", "--quiet", "--", ...changed.map(({ path }) => path)]);
      removeBranch(ref, tip);
    },

    remove(entry) {
      const { ref, tip } = branchFor(entry);
      refuseOpenBranch(ref);
      for (const { path } of changesOf(tip).files) {
        const bytes =
          path.endsWith(".md") || path.endsWith(".yaml") ? fileAt(repository, tip, path) : undefined;
        if (bytes !== undefined) keepAside(content, path, bytes);
      }
      removeBranch(ref, tip);
    },
  };

  /** A file as it is to be after publishing. */
  interface MergedFile {
    readonly path: string;
    readonly place: ContentPlace;
    readonly before: Buffer | undefined;
    readonly bytes: Buffer;
  }

  function mergeFile(path: string, base: string, head: string, tip: string, branch: string): MergedFile {
    const place = placeAt(path);
    const [origin, before, theirs] = [base, head, tip].map((commit) => fileAt(repository, commit, path));
    if (theirs === undefined) throw new Refusal(404, say("notThere", { path: place.path }));
    const isOurs =
      origin === undefined ? before === undefined : before !== undefined && origin.equals(before);
    if (isOurs || before?.equals(theirs)) return { path, place, before, bytes: theirs };
    const text = (bytes: Buffer | undefined) => (bytes ? textOf(content, place, bytes) : undefined);
    const texts = place.kind && { base: text(origin), now: text(before), wanted: text(theirs) };
    const name = branch.slice("refs/heads/".length);
    if (texts?.base === undefined || texts.now === undefined || texts.wanted === undefined) {
      throw new Refusal(409, say("fileInTheWay", { path: place.path }));
    }
    const { base: from, now, wanted } = texts;
    const spliced = spliceContent({ base: from, now, wanted }, shapeOf(content, place));
    if (spliced.ok) return { path, place, before, bytes: Buffer.from(spliced.text) };
    const fields = spliced.reason === "conflict" ? tellFields(content, spliced.fields) : say("body");
    throw new Refusal(409, say("mergeConflict", { fields, path: place.path, branch: name }));
  }

  function judge(files: readonly MergedFile[]): void {
    const media = files.flatMap(({ place }) => (place.kind === undefined ? [place.below] : []));
    const errors = files.flatMap(({ place, before, bytes }) => {
      if (place.kind === undefined) return [];
      return errorsOf(
        content,
        place,
        before && textOf(content, place, before),
        textOf(content, place, bytes),
        media,
      );
    });
    if (errors.length > 0) {
      throw new Refusal(422, say("problemsAtPublishing", { problems: tellProblems(content, errors) }));
    }
  }

  function refuseOwnChanges({ path, place, before, bytes }: MergedFile): void {
    const now = place.isThere ? readBytes(content, place) : undefined;
    const isAsCommitted =
      now === undefined ? before === undefined : before !== undefined && now.equals(before);
    if (!isAsCommitted && !now?.equals(bytes)) {
      const phrase = before === undefined ? "fileInTheWay" : "ownChanges";
      throw new Refusal(409, say(phrase, { path: place.path }));
    }
    const staged = repository.ask(["diff", "--cached", "--quiet", "--", path]);
    if (!staged.ok) throw new Refusal(409, say("ownChanges", { path: place.path }));
  }

  function putAll(files: readonly MergedFile[]): { restore(): void } {
    const put: { place: ContentPlace; was: Buffer | undefined }[] = [];
    const restore = () => {
      for (const { place, was } of put) {
        if (was === undefined) rmSync(place.disk, { force: true });
        else putContent(content, place, was, false);
      }
    };
    try {
      for (const { place, bytes } of files) {
        const was = place.isThere ? readBytes(content, place) : undefined;
        if (was?.equals(bytes)) continue;
        const isStill = () => was === undefined || (readBytes(content, place)?.equals(was) ?? false);
        if (!putContent(content, place, bytes, was === undefined, isStill)) {
          throw new Refusal(409, say("ownChanges", { path: place.path }));
        }
        put.push({ place, was });
      }
      return { restore };
    } catch (error) {
      restore();
      throw error;
    }
  }
}
