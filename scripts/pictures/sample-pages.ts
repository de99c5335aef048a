/** A picture to take of a page of the sample newsroom. */
export interface Picture {
  /** Name of the file, without its ending. */
  readonly name: string;
  readonly path: string;
  /** Of the window, in CSS pixels. */
  readonly width: number;
  /** The whole page, if left out. */
  readonly height?: number;
  readonly scheme?: "light" | "dark";
  /** Pixels of the picture for each CSS pixel. */
  readonly scale?: number;
  /** A selector: the page is scrolled to it. */
  readonly from?: string;
}

/** One page of each kind, and of each script. */
export const sampleKinds: Readonly<Record<string, string>> = {
  home: "/",
  story: "/desh/bhari-barish-nagar-thapp/",
  everything: "/sanskriti/sabhi-khand-ek-khabar/",
  live: "/desh/toofan-tarang-live/",
  explainer: "/vigyan/bhor-1-upgrah-kya-hai/",
  opinion: "/desh/jal-nikasi-shahar-ki-yaddasht/",
  photo: "/desh/pahadon-men-pahli-barf/",
  video: "/khel/pahadi-half-marathon-video/",
  urdu: "/desh/devganj-ke-mallah/",
  tamil: "/desh/meenapatti-meenavar-puyal/",
  bengali: "/vigyan/bhor-1-nodi-bhangon/",
  english: "/desh/cyclone-tarang-devganj-flood/",
  section: "/desh/",
  topic: "/topics/mausam/",
  author: "/authors/meera-joshi/",
  month: "/archive/2026/11/",
  topics: "/topics/",
  authors: "/authors/",
  archive: "/archive/",
  about: "/about/",
  contact: "/contact/",
  "not-found": "/404.html",
};

export const guidePictures: readonly Picture[] = [];
