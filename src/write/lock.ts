import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/**
 * Keeps a folder to one build at a time.
 *
 * A socket, and not a file with a number in it: the system takes it away with the process however that ends, it is
 * not in a cache that goes from machine to machine, and no other process can have its number.
 *
 * @returns a function that lets go of the folder; `undefined` if another build has it
 */
export async function lockFolder(folder: string): Promise<(() => void) | undefined> {
  const name = createHash("sha256").update(resolve(folder)).digest("hex").slice(0, 24);
  const path = socketPath(`khabar-${name}`);
  for (let attempt = 0; attempt < 2; attempt++) {
    const server = await listen(path);
    if (server !== undefined) {
      // Nobody has to wait for it.
      server.unref();
      return () => server.close();
    }
    if (await answers(path)) return undefined;
    // Left behind by a process that was killed.
    if (path.startsWith("/")) rmSync(path, { force: true });
  }
  return undefined;
}

/** On Linux and Windows a name that no file stands for; elsewhere a file may be left behind. */
function socketPath(name: string): string {
  if (process.platform === "linux") return `\0${name}`;
  return process.platform === "win32" ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

function listen(path: string): Promise<Server | undefined> {
  return new Promise((done, fail) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") done(undefined);
      else fail(error);
    });
    server.listen(path, () => done(server));
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(path);
    socket.once("connect", () => {
      socket.destroy();
      done(true);
    });
    socket.once("error", () => done(false));
  });
}
