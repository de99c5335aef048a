import { fill } from "../language/strings.ts";
import type { ShareView } from "./views.ts";
import type { PageWords } from "./words.ts";

/** Plain links that need no script and call nobody before a click; WhatsApp first, since readers share there most. */
export function shareLinks(title: string, url: string, words: PageWords): ShareView[] {
  const text = encodeURIComponent(title);
  const link = encodeURIComponent(url);
  const services = [
    ["whatsapp", "WhatsApp", `https://api.whatsapp.com/send?text=${text}%20${link}`],
    ["telegram", "Telegram", `https://t.me/share/url?url=${link}&text=${text}`],
    ["facebook", "Facebook", `https://www.facebook.com/sharer/sharer.php?u=${link}`],
    ["x", "X", `https://x.com/intent/post?text=${text}&url=${link}`],
  ] as const;
  const { shareOn, emailLink } = words.ui;
  return [
    ...services.map(([service, name, target]) => ({
      service,
      name,
      label: fill(shareOn, { name }),
      url: target,
    })),
    { service: "email", name: emailLink, label: emailLink, url: `mailto:?subject=${text}&body=${link}` },
  ];
}
