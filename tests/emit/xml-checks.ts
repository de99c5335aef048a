import { readFileSync } from "node:fs";
import { validateXML } from "xmllint-wasm";

const schemaFile = (name: string) => ({
  fileName: name,
  contents: readFileSync(new URL(`./fixtures/${name}`, import.meta.url), "utf8"),
});

const officialSitemapSchema = {
  fileName: "sitemap.xsd",
  contents: readFileSync(new URL("../../node_modules/sitemap/schema/sitemap.xsd", import.meta.url), "utf8"),
};

const sitemapSchemas = {
  schema: schemaFile("sitemap-all.xsd"),
  preload: [
    officialSitemapSchema,
    schemaFile("sitemap-news.xsd"),
    schemaFile("sitemap-image.xsd"),
    schemaFile("xhtml-link.xsd"),
  ],
};

/** What libxml2 has against an XML text; `[]` if it is well-formed. */
export async function findXmlFaults(xml: string): Promise<string[]> {
  const { errors } = await validateXML({
    xml: { fileName: "file.xml", contents: xml },
    normalization: "c14n",
  });
  return errors.map(({ message }) => message);
}

/** What the schemas have against a sitemap. */
export async function findSitemapFaults(xml: string): Promise<string[]> {
  const { errors } = await validateXML({ xml: { fileName: "file.xml", contents: xml }, ...sitemapSchemas });
  return errors.map(({ message }) => message);
}

/** What the schema has against a sitemap index. */
export async function findIndexFaults(xml: string): Promise<string[]> {
  const schema = schemaFile("sitemap-index.xsd");
  const { errors } = await validateXML({ xml: { fileName: "file.xml", contents: xml }, schema });
  return errors.map(({ message }) => message);
}

/** The texts of an element that holds only text, in order. For files that were found well-formed. */
export function textsOf(xml: string, element: string): string[] {
  return [...xml.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, "g"))].map(([, text]) => text ?? "");
}
