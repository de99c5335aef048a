import * as z from "zod";

/**
 * What an editing screen and its backend say to each other: Decap's proxy protocol, one `POST` of
 * `{ action, params }` for everything.
 *
 * Paths begin with `content/`, whatever the content folder is called, and have `/` on every system.
 *
 * @see https://decapcms.org/docs/proxy-backend/ and the package `decap-server`
 */
const text = z.string();
const path = z.string().max(2000);
/** Decap writes entries of `git` workflows with an empty status where there is none. */
const status = z.enum(["draft", "pending_review", "pending_publish"]);

export type WorkflowStatus = z.infer<typeof status>;

const asset = z.object({ path, content: text, encoding: z.literal("base64") });
const dataFile = z.object({ slug: text, path, raw: text, newPath: path.optional() });
const entry = z.object({ collection: text, slug: text });

/** Parameters of each action; what else is sent is not looked at. */
export const actionSchemas = {
  info: z.unknown(),
  entriesByFolder: z.object({ folder: path, extension: text, depth: z.number().int().min(0) }),
  entriesByFiles: z.object({ files: z.array(z.object({ path, label: text.optional() })) }),
  getEntry: z.object({ path }),
  persistEntry: z
    .object({
      entry: dataFile.optional(),
      dataFiles: z.array(dataFile).optional(),
      assets: z.array(asset),
      options: z.object({
        collectionName: text.optional(),
        commitMessage: text.optional(),
        useWorkflow: z.boolean().optional(),
        newEntry: z.boolean().optional(),
        status: text.optional(),
      }),
    })
    .transform(({ entry: one, dataFiles = one === undefined ? [] : [one], ...rest }) => ({
      dataFiles,
      ...rest,
    })),
  unpublishedEntries: z.unknown(),
  unpublishedEntry: z.object({ id: text.optional(), collection: text.optional(), slug: text.optional() }),
  unpublishedEntryDataFile: entry.extend({ path }),
  unpublishedEntryMediaFile: entry.extend({ path }),
  deleteUnpublishedEntry: entry,
  updateUnpublishedEntryStatus: entry.extend({ newStatus: status }),
  publishUnpublishedEntry: entry,
  getMedia: z.object({ mediaFolder: path }),
  getMediaFile: z.object({ path }),
  persistMedia: z.object({ asset }),
  deleteFile: z.object({ path }),
  deleteFiles: z.object({ paths: z.array(path) }),
  getDeployPreview: z.unknown(),
  getNotes: z.unknown(),
  getPRMetadata: z.unknown(),
} as const;

export type Action = keyof typeof actionSchemas;
export type ParamsOf<A extends Action> = z.output<(typeof actionSchemas)[A]>;
export type DataFile = z.infer<typeof dataFile>;
export type Asset = z.infer<typeof asset>;

/** A file of an entry, as the editing screen gets it. */
export interface EntryFile {
  readonly data: string;
  /** `id` is a SHA-256 of the file. */
  readonly file: { readonly path: string; readonly label?: string; readonly id: string };
}

export interface MediaFile {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly content: string;
  readonly encoding: "base64";
}

/** A story that is on its way through the workflow. */
export interface UnpublishedEntry {
  readonly collection: string;
  readonly slug: string;
  readonly status: WorkflowStatus;
  readonly updatedAt: string;
  readonly diffs: readonly { readonly id: string; readonly path: string; readonly newFile: boolean }[];
}

/** What comes in, as a server has it; names of headers in lower case. */
export interface CmsRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The whole body. */
  readonly body: Uint8Array;
}

export interface CmsAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Why something was not done, in a sentence for the one who asked. */
export class Refusal extends Error {
  readonly status: number;
  /** Whether the sentence says where what was sent is kept. */
  readonly saysWhereKept: boolean;

  constructor(status: number, sentence: string, saysWhereKept = false) {
    super(sentence);
    this.status = status;
    this.saysWhereKept = saysWhereKept;
  }
}
