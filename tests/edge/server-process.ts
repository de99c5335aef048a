import { spawn } from "node:child_process";
import type { AddressInfo } from "node:net";
import { connect, createServer } from "node:net";

/** A server that runs as a process of its own, on a port of this machine. */
export interface ServerProcess {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  stop(): Promise<void>;
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * Starts a program that stays in the foreground, and waits until it listens.
 *
 * @throws {Error} with all that it said, if it ends before
 */
export async function startServer(
  command: string,
  words: readonly string[],
  port: number,
): Promise<ServerProcess> {
  const child = spawn(command, words, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  let hasEnded = false;
  const ended = new Promise<void>((resolve) => {
    child.once("error", (error) => {
      said += error.message;
    });
    child.once("close", () => {
      hasEnded = true;
      resolve();
    });
  });
  while (!(await answers(port))) {
    if (hasEnded) throw new Error(`${command} ${words.join(" ")} has ended.\n${said}`);
  }
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const end = (isThere: boolean) => {
      socket.destroy();
      // A closed port answers at once: let the server have the processor.
      if (isThere) resolve(true);
      else setTimeout(resolve, 20, false);
    };
    socket.once("connect", () => end(true)).once("error", () => end(false));
  });
}
