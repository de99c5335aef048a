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
  /** A selector: this is clicked first. */
  readonly open?: string;
}

/** One page of each kind, and of each script. */
export const sampleKinds = {
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
  notFound: "/404.html",
} as const;

const phone = { width: 360, height: 740, scale: 1.5 };
const desktop = { width: 1280, height: 900 };

/** What docs/ shows. */
export const guidePictures: readonly Picture[] = [
  { name: "home", path: sampleKinds.home, ...desktop },
  { name: "home-dark", path: sampleKinds.home, ...desktop, scheme: "dark" },
  { name: "home-phone", path: sampleKinds.home, ...phone },
  { name: "story", path: sampleKinds.story, ...desktop },
  { name: "story-phone", path: sampleKinds.story, ...phone },
  { name: "story-urdu", path: sampleKinds.urdu, ...desktop },
  { name: "story-urdu-phone", path: sampleKinds.urdu, ...phone },
  { name: "story-english-phone", path: sampleKinds.english, ...phone },
  { name: "story-tamil-phone", path: sampleKinds.tamil, ...phone },
  { name: "story-bengali-phone", path: sampleKinds.bengali, ...phone },
  { name: "body", path: sampleKinds.everything, ...desktop, from: "[data-part=body]" },
  { name: "live", path: sampleKinds.live, ...desktop, from: ".live-entry" },
  { name: "photo", path: sampleKinds.photo, ...desktop, from: ".gallery" },
  { name: "opinion", path: sampleKinds.opinion, ...desktop },
  { name: "video-phone", path: sampleKinds.video, ...phone },
  { name: "explainer-phone", path: sampleKinds.explainer, ...phone },
  { name: "section", path: sampleKinds.section, ...desktop },
  { name: "topic-phone", path: sampleKinds.topic, ...phone },
  { name: "author", path: sampleKinds.author, ...desktop },
  { name: "month-phone", path: sampleKinds.month, ...phone },
  { name: "topics", path: sampleKinds.topics, ...desktop },
  { name: "about-phone", path: sampleKinds.about, ...phone },
  { name: "not-found-phone", path: sampleKinds.notFound, ...phone },
  { name: "comments", path: sampleKinds.story, ...desktop, from: "[data-part=comments]" },
  { name: "display-phone", path: sampleKinds.story, ...phone, open: "[data-part=display] summary" },
];
