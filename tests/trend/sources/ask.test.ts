import { describe, expect, it } from "vitest";
import * as z from "zod";
import { ask, askForJson, mayAsk, type Request } from "../../../src/trend/sources/ask.ts";
import { serveHere } from "./loopback-service.ts";

function request(url: string, changes: Partial<Request> = {}): Request {
  return {
    service: "Umami",
    access: "Check UMAMI_API_KEY.",
    url: new URL(url),
    signal: new AbortController().signal,
    secret: true,
    ...changes,
  };
}

describe("a request to a service", () => {
  it("goes over https, or to this machine", () => {
    expect(mayAsk(new URL("https://stats.bhor.example/"))).toBe(true);
    expect(mayAsk(new URL("http://127.0.0.1:8123/"))).toBe(true);
    expect(mayAsk(new URL("http://localhost/"))).toBe(true);
    expect(mayAsk(new URL("http://[::1]:3000/"))).toBe(true);
    expect(mayAsk(new URL("http://stats.bhor.example/"))).toBe(false);
    expect(mayAsk(new URL("http://127.0.0.1.evil.example/"))).toBe(false);
    expect(mayAsk(new URL("https://user:secret@stats.bhor.example/"))).toBe(false);
    expect(mayAsk(new URL("file:///etc/passwd"))).toBe(false);
  });

  it("is not sent where it may not go", async () => {
    const fetched: unknown[] = [];
    const spy: typeof fetch = (input) => {
      fetched.push(input);
      return Promise.reject(new Error("not reached"));
    };
    await expect(ask(request("http://stats.bhor.example/"), spy)).rejects.toThrow(
      "Umami is not asked at stats.bhor.example: its address must begin with https:// and hold no name or password.",
    );
    expect(fetched).toEqual([]);
  });

  it("follows a redirect on the same host with its secret", async () => {
    const service = await serveHere(({ url, headers }) =>
      url.pathname === "/old"
        ? { status: 308, headers: { location: "/new" } }
        : { body: { key: headers["x-umami-api-key"] } },
    );
    const answer = await askForJson(
      request(`${service.url}/old`, { method: "POST", body: "{}", headers: { "x-umami-api-key": "k" } }),
      z.object({ key: z.literal("k") }),
      fetch,
    );
    expect(answer.key).toBe("k");
    expect(service.requests.map(({ method, body }) => `${method} ${body}`)).toEqual(["POST {}", "POST {}"]);
  });

  it("does not turn a question into another one where a redirect would", async () => {
    const service = await serveHere(() => ({ status: 302, headers: { location: "/new" } }));
    await expect(ask(request(`${service.url}/`, { method: "POST", body: "{}" }), fetch)).rejects.toThrow(
      /has moved to 127\.0\.0\.1:\d+\. Write its new address/,
    );
  });

  it("follows a redirect to another host without a secret, but from elsewhere never to this machine", async () => {
    const there = await serveHere(() => ({ body: { here: true } }));
    const service = await serveHere(() => ({ status: 301, headers: { location: `${there.url}/feed` } }));
    expect((await ask(request(service.url, { secret: false }), fetch)).status).toBe(200);

    const redirecting: typeof fetch = async (input) =>
      String(input).startsWith("https://sister.example")
        ? new Response(null, { status: 302, headers: { location: `${there.url}/admin` } })
        : fetch(input);
    await expect(ask(request("https://sister.example/feed", { secret: false }), redirecting)).rejects.toThrow(
      "Umami sends us to this machine itself. Check its address.",
    );
  });

  it("understands a Retry-After that is a date", async () => {
    let tries = 0;
    const service = await serveHere(() =>
      tries++ === 0
        ? {
            status: 429,
            headers: {
              date: "Mon, 23 Nov 2026 06:30:00 GMT",
              "retry-after": "Mon, 23 Nov 2026 06:29:59 GMT",
            },
          }
        : { body: 1 },
    );
    expect((await ask(request(service.url), fetch)).status).toBe(200);
    const late = await serveHere(() => ({
      status: 503,
      headers: { date: "Mon, 23 Nov 2026 06:30:00 GMT", "retry-after": "Mon, 23 Nov 2026 06:40:00 GMT" },
    }));
    await expect(ask(request(late.url), fetch)).rejects.toThrow("asks to wait 600 s");
    expect(late.requests).toHaveLength(1);
  });

  it("is sent twice at most", async () => {
    const service = await serveHere(() => ({ status: 429, headers: { "retry-after": "0" } }));
    await expect(ask(request(service.url), fetch)).rejects.toThrow("Umami is asked too often (429).");
    expect(service.requests).toHaveLength(2);
  });

  it("ends while it waits to be sent again, if there is no time left", async () => {
    const patience = new AbortController();
    const service = await serveHere((_, response) => {
      response.once("close", () => patience.abort());
      return { status: 503, headers: { "retry-after": "19", connection: "close" } };
    });
    await expect(ask(request(service.url, { signal: patience.signal }), fetch)).rejects.toThrow(
      "did not answer in time",
    );
  });
});
