import { buildApp } from "fauxqs";

export interface S3Server {
  /** A place below the prefix `folder`. */
  place(folder: string): string;
  /** Puts small objects there, without the cost of a client. */
  fill(folder: string, names: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** A server on a free port of 127.0.0.1 that speaks S3, has the empty bucket `news`, and takes any keys. */
export async function startS3Server(): Promise<S3Server> {
  const app = buildApp({ logger: false });
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  await fetch(`${url}/news`, { method: "PUT" });
  return {
    place: (folder) => `s3://news/${folder}?endpoint=${url}`,
    async fill(folder, names) {
      for (const name of names)
        await app.inject({ method: "PUT", url: `/news/${folder}/${name}`, payload: "x" });
    },
    close: () => app.close(),
  };
}
