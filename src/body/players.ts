/** What a service shows in a frame, and the shape of it. */
export interface Player {
  /** Address of the frame. */
  readonly frame: string;
  /** A player is 16 to 9; a post is as tall as it is. */
  readonly shape: "video" | "post" | "audio";
}

/** Hosts whose frames may open in a page: the `frame-src` of a Content-Security-Policy. */
export const playerOrigins: readonly string[] = [
  "https://www.youtube-nocookie.com",
  "https://player.vimeo.com",
  "https://geo.dailymotion.com",
  "https://www.facebook.com",
  "https://www.instagram.com",
  "https://platform.twitter.com",
  "https://open.spotify.com",
  "https://w.soundcloud.com",
  "https://t.me",
];

type Find = (url: URL) => Player | undefined;

const video = (frame: string): Player => ({ frame, shape: "video" });
const post = (frame: string): Player => ({ frame, shape: "post" });
const audio = (frame: string): Player => ({ frame, shape: "audio" });

/** By host, without `www.` and `m.`. */
const services: Readonly<Record<string, Find>> = {
  "youtube.com": (url) => youtube(url.searchParams.get("v") ?? afterFolder(url), url),
  "youtube-nocookie.com": (url) => youtube(afterFolder(url), url),
  "youtu.be": (url) => youtube(url.pathname.slice(1), url),
  "vimeo.com": ({ pathname }) => {
    const [, id, hash] = /^\/(\d+)(?:\/(\w+))?\/?$/.exec(pathname) ?? [];
    const secret = hash === undefined ? "" : `&h=${hash}`;
    return id && video(`https://player.vimeo.com/video/${id}?dnt=1&autoplay=1${secret}`);
  },
  "dailymotion.com": ({ pathname }) => dailymotion(/^\/video\/(\w+)/.exec(pathname)?.[1]),
  "dai.ly": ({ pathname }) => dailymotion(/^\/(\w+)\/?$/.exec(pathname)?.[1]),
  "facebook.com": (url) => {
    const isVideo = /\/(videos|reel)\/|^\/watch/.test(url.pathname);
    if (!isVideo && !/\/(posts|photos)\/|^\/(permalink|photo|story)\.php/.test(url.pathname))
      return undefined;
    const address = encodeURIComponent(url.href);
    return isVideo
      ? video(`https://www.facebook.com/plugins/video.php?href=${address}`)
      : post(`https://www.facebook.com/plugins/post.php?href=${address}`);
  },
  "instagram.com": ({ pathname }) => {
    const [, kind, id] = /^\/(?:[\w.]+\/)?(p|reel|tv)\/([\w-]+)/.exec(pathname) ?? [];
    return id && post(`https://www.instagram.com/${kind}/${id}/embed/`);
  },
  "x.com": tweet,
  "twitter.com": tweet,
  "open.spotify.com": ({ pathname }) => {
    const [, kind, id] = /^\/(?:intl-\w+\/)?(track|album|playlist|episode|show)\/(\w+)/.exec(pathname) ?? [];
    return id && audio(`https://open.spotify.com/embed/${kind}/${id}`);
  },
  "soundcloud.com": (url) =>
    /^\/[\w-]+\/[\w-]+/.test(url.pathname)
      ? audio(`https://w.soundcloud.com/player/?url=${encodeURIComponent(url.origin + url.pathname)}`)
      : undefined,
  "t.me": ({ pathname }) => {
    const [, channel, id] = /^\/(?:s\/)?(\w+)\/(\d+)\/?$/.exec(pathname) ?? [];
    return id && post(`https://t.me/${channel}/${id}?embed=1`);
  },
} as Readonly<Record<string, Find>>;

/**
 * How an address that a writer gave can be shown in a frame.
 *
 * @returns `undefined` where nobody here knows; then a link is all there is
 */
export function playerOf(address: string): Player | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol)) return undefined;
  const host = url.hostname.replace(/^(www|m|mobile)\./, "");
  // An empty match is none.
  return Object.hasOwn(services, host) ? services[host]?.(url) || undefined : undefined;
}

/** The video that a YouTube address leads to. */
export function youtubeId(address: string): string | undefined {
  return /^https:\/\/www\.youtube-nocookie\.com\/embed\/([\w-]{11})/.exec(
    playerOf(address)?.frame ?? "",
  )?.[1];
}

function youtube(id: string | undefined, { searchParams }: URL): Player | undefined {
  const clean = /^([\w-]{11})\/?$/.exec(id ?? "")?.[1];
  if (clean === undefined) return undefined;
  const start = /^(\d+)s?$/.exec(searchParams.get("t") ?? searchParams.get("start") ?? "")?.[1];
  const from = start === undefined ? "" : `&start=${start}`;
  return video(`https://www.youtube-nocookie.com/embed/${clean}?autoplay=1${from}`);
}

function afterFolder({ pathname }: URL): string | undefined {
  return /^\/(?:embed|shorts|live)\/([\w-]{11})\/?$/.exec(pathname)?.[1];
}

function dailymotion(id: string | undefined): Player | undefined {
  return id === undefined ? undefined : video(`https://geo.dailymotion.com/player.html?video=${id}`);
}

function tweet({ pathname }: URL): Player | undefined {
  const id = /^\/\w+\/status\/(\d+)/.exec(pathname)?.[1];
  return id === undefined
    ? undefined
    : post(`https://platform.twitter.com/embed/Tweet.html?dnt=true&id=${id}`);
}
