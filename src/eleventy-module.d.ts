declare module "@11ty/eleventy" {
  export const Eleventy: import("./eleventy.ts").EleventyModule["Eleventy"];
}
