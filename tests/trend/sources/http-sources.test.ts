import { describeSource } from "./contract.ts";
import { clickhouse } from "./services/clickhouse.ts";
import { cloudflare } from "./services/cloudflare.ts";
import { feed } from "./services/feed.ts";
import { matomo } from "./services/matomo.ts";
import { plausible } from "./services/plausible.ts";
import { umami, umamiByKey } from "./services/umami.ts";

describeSource(plausible);
describeSource(umami(3));
describeSource(umami(2));
describeSource(umamiByKey);
describeSource(matomo);
describeSource(cloudflare("zone"));
describeSource(cloudflare("site"));
describeSource(clickhouse);
describeSource(feed);
