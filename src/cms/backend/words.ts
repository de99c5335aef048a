import type { ReportLanguage } from "../../problems/report.ts";

const en = {
  notHere: "Only the editing screen of this site, opened on this machine, may save here.",
  notJson: "The request is not one of the editing screen.",
  tooLarge: "This is larger than {max} MB. Save something smaller.",
  unknownAction: "The editing screen asked for “{found}”, which there is not here.",
  badRequest: "The request of the editing screen cannot be read: {reason}.",
  badPath: "{path} is no file of the content folder that can be edited here.",
  linkedPath: "{path} is a link to another file. Open that file instead.",
  notThere: "{path} is not there. It was deleted, moved or renamed; load the list again.",
  gone: "{path} was deleted, moved or renamed while it was being edited. What you wrote is kept in {kept}.",
  notText: "{path} is not a text in UTF-8, so it cannot be edited here. Save it as UTF-8 in a text editor.",
  fileBroken:
    "Nothing was saved, since the fields at the top of {path} cannot be read: {reason} Mend them in a text editor, then load the story again. What you wrote is kept in {kept}.",
  sentBroken:
    "Nothing was saved, since the fields that the editing screen sent cannot be read. What it sent is kept in {kept}.",
  unwritable:
    "Nothing was saved, since {path} is written in a way that cannot be changed safely from here. Change it in a text editor. What you wrote is kept in {kept}.",
  conflict:
    "Nothing was saved. Somebody else has changed {fields} in {path} since you opened it. Load the story again and enter your change once more; what you wrote is kept in {kept}.",
  noBase:
    "Nothing was saved. {path} has changed since you opened it. Load the story again and enter your change once more; what you wrote is kept in {kept}.",
  keptIn: "What you wrote is kept in {kept}.",
  body: "the text",
  problems:
    "Nothing was saved, since the site could not be built with this: {problems} {orDraft}What you wrote is kept in {kept}.",
  orDraft: "Mend it, or save it as a draft (status: draft). ",
  problemsAtPublishing: "Not published, since the site could not be built with this: {problems}",
  newSingle: "{path} already has its one file; it cannot be made anew.",
  mediaUnknown: "{name} is no picture, film, sound, PDF or font that a page can show. Nothing was saved.",
  mediaOther: "{name} does not hold what its name says: it is {found}. Give it the right ending.",
  svgActive:
    "{name} holds scripts or links to other sites ({found}). Save it once more as plain SVG, without them.",
  mediaUnclear:
    "Nothing was saved. {path} shows another picture called {name} already, and it cannot be told where the new one is meant. Give the new file another name and choose it again. What you wrote is kept in {kept}.",
  cannotWrite: "{path} could not be written ({reason}). Nothing was changed.",
  noGit:
    "Drafts in review need git, and this folder is not in a git repository (or git is not installed). Save directly instead: publish_mode: simple.",
  noCommit: "The git repository has no commit yet. Make the first one (git add, git commit), then try again.",
  detached: "git has no branch checked out. Check one out (git switch main), then publish again.",
  noEntry: "{slug} is not under review.",
  gitFailed: "git could not do it: {output}",
  hookFailed: "A check of this repository (a git hook) refused it: {output}",
  gitNoName:
    "git does not know who you are. Set it once: git config user.name “…” and git config user.email …",
  ownChanges:
    "{path} has changes that were not committed, outside the editing screen. Commit or undo them, then publish again.",
  fileInTheWay: "{path} is there already, with another text. Move it away or rename it, then publish again.",
  mergeConflict:
    "Not published. {fields} in {path} was changed on {branch} too, since this draft was begun. Open the draft, set it to the value that {branch} has now, save, and publish; nothing is lost.",
  moved: "The branch was changed by somebody else at the same moment. Try again.",
  branchOpen:
    "The branch {branch} is checked out. Go back to your own branch (git switch main), then try again.",
  notSupported: "This cannot be done from here: {action}.",
} as const;

type Words = { readonly [K in keyof typeof en]: string };

const hi: Words = {
  notHere: "यहाँ केवल इसी मशीन पर खुली, इसी साइट की संपादन स्क्रीन सहेज सकती है।",
  notJson: "यह अनुरोध संपादन स्क्रीन का नहीं है।",
  tooLarge: "यह {max} MB से बड़ा है। कुछ छोटा सहेजें।",
  unknownAction: "संपादन स्क्रीन ने “{found}” माँगा, जो यहाँ नहीं है।",
  badRequest: "संपादन स्क्रीन का अनुरोध पढ़ा नहीं जा सका: {reason}।",
  badPath: "{path} सामग्री फ़ोल्डर की ऐसी फ़ाइल नहीं है जिसे यहाँ बदला जा सके।",
  linkedPath: "{path} दूसरी फ़ाइल का लिंक है। वही फ़ाइल खोलें।",
  notThere: "{path} नहीं मिली। वह हटाई, सरकाई या नए नाम की गई है; सूची फिर से लोड करें।",
  gone: "{path} संपादन के बीच हटाई, सरकाई या नए नाम की गई। आपका लिखा {kept} में सुरक्षित है।",
  notText: "{path} UTF-8 में लिखी नहीं है, इसलिए यहाँ नहीं बदली जा सकती। उसे टेक्स्ट एडिटर में UTF-8 में सहेजें।",
  fileBroken:
    "कुछ नहीं सहेजा गया, क्योंकि {path} के ऊपर के फ़ील्ड पढ़े नहीं जा सके: {reason} उन्हें टेक्स्ट एडिटर में ठीक करें, फिर ख़बर दोबारा लोड करें। आपका लिखा {kept} में सुरक्षित है।",
  sentBroken: "कुछ नहीं सहेजा गया, क्योंकि संपादन स्क्रीन के भेजे फ़ील्ड पढ़े नहीं जा सके। भेजा हुआ {kept} में सुरक्षित है।",
  unwritable:
    "कुछ नहीं सहेजा गया, क्योंकि {path} ऐसे लिखी है कि यहाँ से सुरक्षित नहीं बदली जा सकती। उसे टेक्स्ट एडिटर में बदलें। आपका लिखा {kept} में सुरक्षित है।",
  conflict:
    "कुछ नहीं सहेजा गया। आपके खोलने के बाद किसी और ने {path} में {fields} बदल दिया है। ख़बर फिर से लोड करें और अपना बदलाव दोबारा डालें; आपका लिखा {kept} में सुरक्षित है।",
  noBase:
    "कुछ नहीं सहेजा गया। आपके खोलने के बाद {path} बदल गई है। ख़बर फिर से लोड करें और अपना बदलाव दोबारा डालें; आपका लिखा {kept} में सुरक्षित है।",
  keptIn: "आपका लिखा {kept} में सुरक्षित है।",
  body: "मुख्य पाठ",
  problems: "कुछ नहीं सहेजा गया, क्योंकि इससे साइट नहीं बन पाती: {problems} {orDraft}आपका लिखा {kept} में सुरक्षित है।",
  orDraft: "इसे ठीक करें, या ड्राफ़्ट के रूप में सहेजें (status: draft)। ",
  problemsAtPublishing: "प्रकाशित नहीं हुआ, क्योंकि इससे साइट नहीं बन पाती: {problems}",
  newSingle: "{path} की एक ही फ़ाइल होती है, और वह पहले से है।",
  mediaUnknown: "{name} ऐसा चित्र, वीडियो, ध्वनि, PDF या फ़ॉन्ट नहीं है जिसे पन्ना दिखा सके। कुछ नहीं सहेजा गया।",
  mediaOther: "{name} में वह नहीं है जो नाम कहता है: यह {found} है। सही एक्सटेंशन दें।",
  svgActive: "{name} में स्क्रिप्ट या दूसरी साइटों के लिंक हैं ({found})। उनके बिना, सादे SVG में फिर सहेजें।",
  mediaUnclear:
    "कुछ नहीं सहेजा गया। {path} में {name} नाम का दूसरा चित्र पहले से है, और पता नहीं चलता कि नया चित्र कहाँ लगना है। नई फ़ाइल को दूसरा नाम देकर फिर चुनें। आपका लिखा {kept} में सुरक्षित है।",
  cannotWrite: "{path} लिखी नहीं जा सकी ({reason})। कुछ नहीं बदला।",
  noGit:
    "समीक्षा वाले ड्राफ़्ट के लिए git चाहिए, और यह फ़ोल्डर git में नहीं है (या git लगा नहीं है)। सीधे सहेजें: publish_mode: simple।",
  noCommit: "git में अभी कोई commit नहीं है। पहला commit करें (git add, git commit), फिर कोशिश करें।",
  detached: "git में कोई branch खुली नहीं है। एक खोलें (git switch main), फिर प्रकाशित करें।",
  noEntry: "{slug} समीक्षा में नहीं है।",
  gitFailed: "git यह नहीं कर सका: {output}",
  hookFailed: "इस भंडार की एक जाँच (git hook) ने इसे लौटा दिया: {output}",
  gitNoName: "git को नहीं पता कि आप कौन हैं। एक बार बताएँ: git config user.name “…” और git config user.email …",
  ownChanges:
    "{path} में संपादन स्क्रीन के बाहर के बदलाव हैं जो commit नहीं हुए। उन्हें commit करें या हटाएँ, फिर प्रकाशित करें।",
  fileInTheWay: "{path} पहले से है, दूसरे पाठ के साथ। उसे हटाएँ या नया नाम दें, फिर प्रकाशित करें।",
  mergeConflict:
    "प्रकाशित नहीं हुआ। यह ड्राफ़्ट शुरू होने के बाद {branch} पर भी {path} में {fields} बदला गया है। ड्राफ़्ट खोलें, वही मान डालें जो अब {branch} पर है, सहेजें और प्रकाशित करें; कुछ खोया नहीं है।",
  moved: "इसी क्षण किसी और ने branch बदल दी। फिर कोशिश करें।",
  branchOpen: "{branch} branch खुली है। अपनी branch पर लौटें (git switch main), फिर कोशिश करें।",
  notSupported: "यह यहाँ से नहीं हो सकता: {action}।",
};

const wordings = { en, hi } as const;

export type Phrase = keyof Words;

/** A sentence for writers in the language of the reports. */
export function say(
  phrase: Phrase,
  language: ReportLanguage,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return wordings[language][phrase].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}
