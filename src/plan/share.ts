import type { ShareView } from "./views.ts";
import type { PageWords } from "./words.ts";

/** Plain links that need no script and call nobody before a click; WhatsApp first, since readers share there most. */
export function shareLinks(title: string, url: string, words: PageWords): ShareView[] {
  const query = (values: Record<string, string>) =>
    Object.entries(values)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join("&");
  return [
    {
      service: "whatsapp",
      name: "WhatsApp",
      url: `https://api.whatsapp.com/send?${query({ text: `${title} ${url}` })}`,
    },
    { service: "telegram", name: "Telegram", url: `https://t.me/share/url?${query({ url, text: title })}` },
    {
      service: "facebook",
      name: "Facebook",
      url: `https://www.facebook.com/sharer/sharer.php?${query({ u: url })}`,
    },
    { service: "x", name: "X", url: `https://x.com/intent/post?${query({ text: title, url })}` },
    { service: "email", name: words.ui.emailLink, url: `mailto:?${query({ subject: title, body: url })}` },
  ];
}
