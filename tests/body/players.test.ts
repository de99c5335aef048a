import { describe, expect, it } from "vitest";
import { playerOf, playerOrigins, youtubeId } from "../../src/body/players.ts";

const tube = "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?autoplay=1";

describe("what opens in a frame", () => {
  it.each([
    ["https://www.youtube.com/watch?v=aqz-KE-bpKQ", tube],
    ["https://m.youtube.com/watch?list=x&v=aqz-KE-bpKQ", tube],
    ["https://youtu.be/aqz-KE-bpKQ?t=90", `${tube}&start=90`],
    ["https://www.youtube.com/shorts/aqz-KE-bpKQ", tube],
    ["https://www.youtube.com/live/aqz-KE-bpKQ/", tube],
    ["https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1"],
    [
      "https://vimeo.com/76979871/abc123",
      "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1&h=abc123",
    ],
    ["https://dai.ly/x8abc", "https://geo.dailymotion.com/player.html?video=x8abc"],
    ["https://x.com/bhor/status/123", "https://platform.twitter.com/embed/Tweet.html?dnt=true&id=123"],
    ["https://www.instagram.com/reel/Cx_1/?igsh=1", "https://www.instagram.com/reel/Cx_1/embed/"],
    [
      "https://www.facebook.com/bhor/posts/1?a=1&b=2",
      "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fbhor%2Fposts%2F1%3Fa%3D1%26b%3D2",
    ],
    ["https://open.spotify.com/intl-hi/episode/5a", "https://open.spotify.com/embed/episode/5a"],
    ["https://t.me/bhor/42", "https://t.me/bhor/42?embed=1"],
  ])("%s", (address, frame) => {
    expect(playerOf(address)?.frame).toBe(frame);
    expect(playerOrigins).toContain(new URL(frame).origin);
  });

  it.each([
    "https://www.youtube.com/@bhor",
    "https://www.youtube.com/watch?v=short",
    'https://www.youtube.com/watch?v="onload="x',
    "https://youtube.com.evil.example/watch?v=aqz-KE-bpKQ",
    "https://evil.example/https://youtu.be/aqz-KE-bpKQ",
    "javascript:alert(1)//youtube.com",
    "https://x.com/bhor",
    "https://constructor/",
    "https://video.example/film.mp4",
    "no address",
  ])("not %s", (address) => {
    expect(playerOf(address)).toBeUndefined();
  });

  it("knows the video of an address", () => {
    expect(youtubeId("https://youtu.be/aqz-KE-bpKQ?t=5")).toBe("aqz-KE-bpKQ");
    expect(youtubeId("https://vimeo.com/76979871")).toBeUndefined();
  });
});
