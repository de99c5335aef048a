import { describe, expect, it, test } from "vitest";
import { readWrittenDate } from "../../src/import/dates.ts";

describe("dates as other systems write them", () => {
  test.each([
    ["2019-03-05", "2019-03-05"],
    ["2019-3-5", "2019-03-05"],
    ["2019/03/05 14:07", "2019-03-05T14:07"],
    ["2019-03-05T14:07:00", "2019-03-05T14:07"],
    ["2011-11-28 8:32:24 -0400", "2011-11-28T08:32:24-04:00"],
    ["2019-03-05T14:07:09.123Z", "2019-03-05T14:07:09Z"],
    ["2019-03-05 14:07 +05:30", "2019-03-05T14:07+05:30"],
    ["2019-03-05 2:07 PM", "2019-03-05T14:07"],
    ["2019-03-05 12:07 am", "2019-03-05T00:07"],
    ["2019-03-05 14:07:00 UTC", "2019-03-05T14:07Z"],
    ["Tue Mar 05 2019 14:00:00 GMT+0530 (India Standard Time)", "2019-03-05T14:00+05:30"],
    ["Tue, 05 Mar 2019 14:00:09 GMT", "2019-03-05T14:00:09+00:00"],
    ["March 5, 2019", "2019-03-05"],
    ["Mar 5th, 2019 at 2:30 PM", "2019-03-05T14:30"],
    ["5 March 2019", "2019-03-05"],
    [20190305, "2019-03-05"],
  ])("%s is %s", (written, text) => {
    expect(readWrittenDate(written, "Asia/Kolkata")?.text).toBe(text);
  });

  test.each(["05/03/2019", "2019-02-30", "2019-13-01", "yesterday", "", "2019", true, null, { year: 2019 }])(
    "%s is none",
    (written) => {
      expect(readWrittenDate(written, "UTC")).toBeUndefined();
    },
  );

  it("without an offset are in the zone", () => {
    const at = readWrittenDate("2019-03-05 05:30", "Asia/Kolkata")?.at;
    expect(at).toBe(Date.UTC(2019, 2, 5));
  });
});
