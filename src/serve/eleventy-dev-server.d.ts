/** The few members of Eleventy's dev server that are used; 2.1 ships no types. */
declare module "@11ty/eleventy-dev-server" {
  import type { EventEmitter } from "node:events";
  import type { IncomingMessage, Server, ServerResponse } from "node:http";

  export interface OpenPage {
    send(message: string): void;
    terminate(): void;
  }

  export default class EleventyDevServer {
    static getServer(
      name: string,
      folder: string,
      options: {
        readonly pathPrefix: string;
        readonly headers: Readonly<Record<string, string>>;
        messageOnStart(): false;
        readonly logger: Readonly<Record<"info" | "log" | "error", (message: string) => void>>;
        readonly middleware: readonly ((
          request: IncomingMessage,
          response: ServerResponse & { isCustomErrorPage?: boolean },
          next: () => unknown,
        ) => unknown)[];
      },
    ): EleventyDevServer;
    /** Read at every request. */
    readonly options: { pathPrefix: string };
    readonly server: Server;
    /** There once the server listens. */
    readonly updateServer: EventEmitter & { readonly clients: Iterable<OpenPage> };
    cleanupPathPrefix(path: string): string;
    /** @throws for an address that leads nowhere, such as `/%ff` */
    mapUrlToFilePath(url: string): { statusCode: number; filepath?: string; url?: string };
    close(): Promise<unknown>;
  }
}
