import { describe, expect, it } from "vitest";
import { parseS3Place } from "../../src/share/s3-place.ts";

describe("a place in S3", () => {
  it("has a bucket, a prefix and a region", () => {
    expect(parseS3Place("s3://news/sites/main?region=ap-south-1", {})).toEqual({
      bucket: "news",
      prefix: "sites/main/",
      region: "ap-south-1",
      endpoint: undefined,
      shown: "s3://news/sites/main",
    });
  });

  it("needs no more than a bucket", () => {
    expect(parseS3Place("s3://news", {})).toMatchObject({
      prefix: "",
      region: undefined,
      shown: "s3://news",
    });
    expect(parseS3Place("s3://news/", {})).toEqual(parseS3Place("s3://news", {}));
  });

  it("takes from the environment what it does not say", () => {
    const environment = { AWS_REGION: "eu-west-1", AWS_ENDPOINT_URL_S3: "https://storage.example.org:9000" };
    expect(parseS3Place("s3://news/main", environment)).toMatchObject({
      region: "eu-west-1",
      endpoint: "https://storage.example.org:9000/",
      shown: "s3://news/main at https://storage.example.org:9000",
    });
    expect(
      parseS3Place("s3://news/main?region=auto&endpoint=https://other.example.org", environment),
    ).toMatchObject({ region: "auto", endpoint: "https://other.example.org/" });
    expect(parseS3Place("s3://news", { AWS_DEFAULT_REGION: "eu-west-1" }).region).toBe("eu-west-1");
    expect(parseS3Place("s3://news", { AWS_REGION: "", AWS_ENDPOINT_URL_S3: "" }).endpoint).toBeUndefined();
  });

  it("needs no region at an endpoint", () => {
    expect(parseS3Place("s3://news?endpoint=http://127.0.0.1:9000", {}).region).toBe("us-east-1");
  });

  const key = "AKIAIOSFODNN7EXAMPLE";
  it.each([
    ["s3:news", "write s3://bucket/prefix"],
    ["S3://news", "write s3://bucket/prefix"],
    ["s3://", "not the name of a bucket"],
    ["s3:///prefix", "not the name of a bucket"],
    [`s3://${key}/prefix`, "not the name of a bucket"],
    ["s3://n", "not the name of a bucket"],
    ["s3://news:9000/prefix", "not the name of a bucket"],
    [`s3://${key}@news/prefix`, "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY instead"],
    [`s3://${key}:${key}@news/prefix`, "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY instead"],
    ["s3://news/a b", "its prefix cannot be used"],
    ["s3://news/a//b", "its prefix cannot be used"],
    ["s3://news/.hidden", "its prefix cannot be used"],
    [`s3://news/a#${key}`, "its prefix cannot be used"],
    [`s3://news/a?accessKeyId=${key}`, "write only region and endpoint"],
    [`s3://news/a?endpoint=https://${key}:${key}@storage.example.org`, "its endpoint is not an address"],
    [`s3://news/a?endpoint=ftp://${key}`, "its endpoint is not an address"],
    [`s3://news/a?endpoint=${key}`, "its endpoint is not an address"],
  ])("is not %s", (place, words) => {
    let message = "";
    try {
      parseS3Place(place, {});
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toContain(words);
    expect(message).not.toContain(key);
  });

  it("is not at an endpoint that the environment misspells", () => {
    expect(() => parseS3Place("s3://news", { AWS_ENDPOINT_URL_S3: "storage.example.org" })).toThrow(
      "AWS_ENDPOINT_URL_S3 is not an address for it; write one such as https://storage.example.org.",
    );
  });
});
