import type { Code } from "./problem.ts";

/**
 * What is there, why it is wrong, what to write. `{name}` takes a value of the problem.
 * The reader is a journalist under deadline, not a programmer.
 */
export const wordsEn: Readonly<Record<Code, string>> = {
  "file-unreadable": "This file cannot be read ({reason}). Check its permissions.",
  "file-not-utf8": "This file is not UTF-8 text. Save it again with the encoding “UTF-8”.",
  "file-too-large": "This file has {size} MB; at most {max} MB can be read. Split the story in parts.",
  "link-outside":
    "This symbolic link leads out of the content folder, to {target}. Copy the file into the folder instead.",
  "link-loop": "This symbolic link leads back to a folder above it, so it is left out.",
  "site-missing":
    "There is no site.yaml. Write one with at least name, url, language, timeZone and sections.",
  "front-matter-missing":
    "The file does not begin with front matter. Write `---`, the fields (title, date, section …), and `---` above the text.",
  "front-matter-unclosed":
    "The front matter is opened with `---` but never closed. Write a line `---` after the last field.",
  "front-matter-language":
    "The front matter is marked as “{language}”. Only YAML is read: open it with a plain `---`.",
  "yaml-broken": "This is not valid YAML: {reason}.",
  "yaml-colon": "A value with a colon must stand in quotation marks. Write `{example}`.",
  "yaml-tab": "YAML does not allow tabs at the beginning of a line. Use spaces.",
  "yaml-duplicate": "The field `{field}` stands here twice. Keep one.",
  "yaml-tag": "`{tag}` is not allowed here: front matter is data, never code. Write the plain value.",
  "yaml-comment":
    "Everything after ` #` is taken for a remark and is not shown. If it belongs to `{field}`, put the whole text in quotation marks.",
  "yaml-not-a-map": "Expected fields such as `title: …`, one on each line, but found {found}.",
  "field-missing": "`{field}` is missing. Write `{example}`.",
  "field-empty": "`{field}` is empty, but is needed. Write `{example}`.",
  "field-type": "`{field}` is {found}, but must be {expected}. Write `{example}`.",
  "field-number-as-text":
    "`{field}` is the number {found}, but must be text. Put it in quotation marks: `{example}`.",
  "field-unknown": "There is no field `{field}` here. The fields are: {allowed}.",
  "field-value": "`{field}` is “{found}”, but must be one of: {allowed}.",
  "date-format": "`{field}` is “{found}”, which is not a date. Write `{example}`.",
  "date-impossible": "`{field}` is “{found}”, but there is no such day or time in {zone}. Write `{example}`.",
  "date-order": "`{field}` ({found}) is before `{other}` ({otherFound}). Correct one of the two.",
  "zone-unknown": "`{field}` is “{found}”, which is not a time zone. Write one such as `Asia/Kolkata`.",
  "language-unknown":
    "`{field}` is “{found}”, which is not a language code. Write one such as `hi`, `en` or `ur`.",
  "url-bad": "`{field}` is “{found}”, which is not a web address. Write one such as `{example}`.",
  "path-bad":
    "`{field}` is “{found}”, which cannot be an address on this site. Write a path such as `{example}`: it begins with `/`, and has no `..`, `?`, `#`, spaces or other special characters.",
  "focus-bad":
    "`{field}` must be two numbers between 0 and 1 (from the left, from the top). Write `[0.5, 0.3]`.",
  "color-bad":
    '`{field}` is “{found}”, which is no colour that Khabar knows. Write six hexadecimal digits in quotes, such as `"#b3261e"`; without quotes YAML takes it for a comment.',
  "section-unknown":
    "`{field}` is “{found}”, but site.yaml has no such section. The sections are: {allowed}.",
  "section-reserved":
    "A section cannot have the id “{found}”: that address is used for something else. Choose another one.",
  "section-duplicate": "There are two sections with the id “{found}”. Each id may be used once.",
  "author-unknown": "`{field}` is “{found}”, but {path} does not exist.",
  "reference-unknown":
    "`{field}` is “{found}”, but there is no such story. Write its slug, its address or its path below articles/.",
  "reference-ambiguous":
    "`{field}` is “{found}”, which is the slug of several stories: {candidates}. Write the address or path of the one you mean.",
  "reference-self": "`{field}` names this story itself. Remove it.",
  "address-taken": "The address {address} already belongs to {other}. Give one of them another `slug`.",
  "redirect-taken": "`{field}` is {found}, but that address belongs to {other}. Remove it here.",
  "image-missing": "`{field}` is “{found}”, but there is no {path}.",
  "image-alt-missing":
    "The picture “{found}” has no description. Write in `alt` what can be seen in it, for those who cannot see it.",
  "image-remote":
    "`{field}` is “{found}”. A lead picture must be in the folder media/: save it there and write `media/name.jpg`.",
  "image-unreadable":
    "`{field}`: {path} does not look like a picture ({reason}). It is shown without a size. Save it again as JPEG, PNG or WebP.",
  "image-small": "`{field}`: {path} is {width} px wide. Search engines show large previews from 1200 px.",
  "image-broken":
    "`{field}`: {path} cannot be shown: {reason}. Open it in a picture program and save it again as JPEG or PNG.",
  "image-huge":
    "`{field}`: {path} is {width} × {height} px. Save it smaller: more than {most} million px cannot be worked on, and 2400 px on the longer side are enough.",
  "image-unsafe":
    "`{field}`: {path} holds {found}, which could run as a program in a reader’s browser. Save the drawing as “plain SVG”, or as PNG.",
  "image-ending":
    "`{field}`: {path} is a {found} file. Let its name end in `{ending}`, here and in the folder.",
  "block-unknown": "There is no block “{found}”. The blocks are: {allowed}.",
  "block-unclosed": "The block “{name}” is never closed. Write `:::` on a line of its own after it.",
  "block-stray-close": "This `:::` closes nothing. Remove it, or write `::: name` before it.",
  "block-argument": "The block “{name}” needs {expected}. Write `{example}`.",
  "block-empty": "The block “{name}” has no text. Write {expected}, then `:::`.",
  "link-broken": "The link to “{found}” leads nowhere: no page and no file in media/ has this address.",
  "link-unpublished":
    "The link to “{found}” leads to a story that is not published. Until it is, only the words are shown, without the link.",
  "anchor-broken":
    "The link to “{found}” leads to a part that does not exist. The parts there are: {allowed}.",
  "strings-bad": "These interface strings cannot be used: {reason}. See the guide for writers.",
  "html-removed":
    "{found} is not allowed in a story and was left out. Use Markdown or a block such as `::: embed`.",
  "language-mark":
    "“{found}” marks no words: readers would see it. Write the words in brackets and a language code, as in `[جناب]{lang=ur}`.",
};

export const reportEn = {
  didYouMean: "Did you mean “{suggestion}”?",
  warning: "warning",
  nothing: "No problems in {files} files",
  total: "{problems} in {broken} of {files} files",
  problemsOne: "1 problem",
  problemsOther: "{count} problems",
  warningsOne: "1 warning",
  warningsOther: "{count} warnings",
  notBuilt: "Nothing was written. The last good site stays as it was.",
  elsewhere: "Errors in other files: {count}. npm run check shows them.",
  kinds: {
    text: "a text",
    number: "a number",
    list: "a list",
    map: "a group of fields",
    boolean: "true or false",
    nothing: "empty",
    date: "a date and time",
  },
  /** Parts of sentences that a check passes on as `phrase:NAME`. */
  phrases: {
    noColon: "a line is neither a field with a colon nor part of one",
    noParts: "none",
    stories: "at least one story",
    url: "a web address that begins with https://",
    time: "a time and a headline",
    pictures: "pictures, one a line, such as `![description](media/name.jpg)`",
    quotation: "the quotation",
    text: "the text",
    noText: "no text between `:::` lines",
    indent: "the indentation does not fit the lines above",
    unclosedQuote: "a quotation mark is not closed",
    unexpected: "something unexpected stands here",
    alias: "`*` and `&` have a special meaning; put the value in quotation marks",
    startCharacter: "a value cannot begin with this character; put the value in quotation marks",
    tooManyAliases: "it refers to itself too often",
    brackets: "a bracket is not closed",
    notFile: "it is not a regular file",
    denied: "permission denied",
    tooDeep: "the folders are nested too deep",
    noSize: "its size cannot be read",
    emptyPicture: "the file is empty",
    noPicture: "it is not a picture, or of a kind that browsers do not show",
    noDrawing: "it is not an SVG drawing that a browser can read",
    bigDrawing: "the drawing has more than 4 MB",
    heicPicture: "it is a HEIC picture, as iPhones make them, which most browsers do not show",
    bmpPicture: "it is a BMP picture, which is not made for the web",
    cutPicture: "a part of the file is missing or damaged",
  },
} as const;
