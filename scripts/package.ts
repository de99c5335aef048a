/** Makes `dist/` for those who install Khabar as a package: JavaScript, types, and the data files beside them. */
import { execFileSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";

rmSync("dist", { recursive: true, force: true });
execFileSync("npx", ["tsc", "-p", "tsconfig.package.json"], { stdio: "inherit" });
cpSync("src", "dist", { recursive: true, filter: (path) => !path.endsWith(".ts") || path.endsWith(".d.ts") });
