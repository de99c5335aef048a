import { fill } from "../language/strings.ts";
import type { ShareView } from "./views.ts";
import type { PageWords } from "./words.ts";

/** Plain links that need no script and call nobody before a click; WhatsApp first, since readers share there most. */
export function shareLinks(title: string, url: string, words: PageWords): ShareView[] {
  const query = (values: Record<string, string>) =>
    Object.entries(values)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join("&");
  const services = [
    ["whatsapp", "WhatsApp", `https://api.whatsapp.com/send?${query({ text: `${title} ${url}` })}`],
    ["telegram", "Telegram", `https://t.me/share/url?${query({ url, text: title })}`],
    ["facebook", "Facebook", `https://www.facebook.com/sharer/sharer.php?${query({ u: url })}`],
    ["x", "X", `https://x.com/intent/post?${query({ text: title, url })}`],
  ] as const;
  const mail = `mailto:?${query({ subject: title, body: url })}`;
  return [
    ...services.map(([service, name, target]) => ({
      service,
      name,
      label: fill(words.ui.shareOn, { name }),
      url: target,
    })),
    { service: "email", name: words.ui.emailLink, label: words.ui.emailLink, url: mail },
  ];
}
