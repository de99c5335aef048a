import type { IncomingMessage, Server } from "node:http";
import { createServer, type Server as SocketServer } from "node:net";

/** Every port in this range is tried before the command gives up. */
const portsToTry = 20;

/**
 * Has a server listen on this machine alone, under IPv4 and, where there is one, IPv6: a browser may take either for
 * `localhost`.
 *
 * @returns the port, the next free one if the one asked for is taken
 * @throws {Error} if no port can be had
 */
export async function listenHere(server: Server, port: number): Promise<{ port: number; close(): void }> {
  for (let next = port; next < Math.min(port + portsToTry, 65_536); next++) {
    const twin = createServer({ allowHalfOpen: true }, (socket) => server.emit("connection", socket));
    const failure = await tryToListen(twin, next, "::1");
    if (failure === "EADDRINUSE") continue;
    const refused = await tryToListen(server, next, "127.0.0.1");
    if (refused === undefined) return { port: next, close: () => twin.close() };
    twin.close();
    if (refused !== "EADDRINUSE") throw new Error(`The port ${next} cannot be used (${refused}).`);
  }
  throw new Error(`The port ${port} and the ${portsToTry - 1} after it are taken. Name another with --port.`);
}

/** @returns the code of the error that kept the server from listening */
function tryToListen(server: SocketServer, port: number, host: string): Promise<string | undefined> {
  return new Promise((done) => {
    const onError = ({ code, message }: NodeJS.ErrnoException) => {
      server.off("listening", onListening);
      done(code ?? message);
    };
    const onListening = () => {
      server.off("error", onError);
      done(undefined);
    };
    server.once("error", onError).once("listening", onListening).listen({ port, host });
  });
}

/**
 * Whether a request names this machine, and comes from a page of this machine if it comes from one.
 *
 * Only this machine can reach the server, but a browser on it can be sent here by any page of the web: under a name
 * that leads to 127.0.0.1, or by a WebSocket, which no same-origin rule holds back.
 */
export function isFromHere({ headers: { host, origin } }: Pick<IncomingMessage, "headers">): boolean {
  return isHere(`http://${host}`) && (origin === undefined || isHere(origin));
}

function isHere(address: string): boolean {
  const { hostname } = URL.canParse(address) ? new URL(address) : { hostname: "" };
  return hostname === "[::1]" || /(^|\.)localhost$|^127(\.\d{1,3}){3}$/.test(hostname);
}
