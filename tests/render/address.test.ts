import { expect, test } from "vitest";
import { absoluteUrl } from "../../src/render/address.ts";

test("encodes native script once", () => {
  expect(absoluteUrl({ url: "https://bhor.example" }, "/desh/बारिश/")).toBe(
    "https://bhor.example/desh/%E0%A4%AC%E0%A4%BE%E0%A4%B0%E0%A4%BF%E0%A4%B6/",
  );
});

test("stays below a base path", () => {
  expect(absoluteUrl({ url: "https://host.example/news" }, "/")).toBe("https://host.example/news/");
});

test("writes an international host as machines do", () => {
  expect(absoluteUrl({ url: "https://भोर.भारत" }, "/")).toBe("https://xn--q2bg4f.xn--h2brj9c/");
});
