# A site built with `trending.delivery: "esi"`, behind Varnish 6.6 or later.
#
# Varnish pastes whatever answer a fragment has into the page, a 404 too, and has no way back to the list that
# <esi:remove> took away. So each request for a page asks for the fragment first, which is nearly always in the cache,
# and the tags are only read where there is a good one, a file that is not empty. Unread they are comments, and the
# page shows its own list.

vcl 4.1;

backend default {
    .host = "127.0.0.1";
    .port = "8080";
}

sub vcl_recv {
    if (req.restarts == 0) {
        unset req.http.X-Page;
        unset req.http.X-Fragment;
        if (req.method == "GET" && req.url ~ "^[^?]*(/|\.html)(\?|$)" && req.url !~ "^/trending\.html") {
            set req.http.X-Page = req.url;
            set req.url = "/trending.html";
        }
    }
    # Static pages do not depend on cookies.
    unset req.http.Cookie;
}

sub vcl_backend_fetch {
    if (bereq.url == "/trending.html") {
        # Packed on its way, a file may come without its length.
        unset bereq.http.Accept-Encoding;
        # No page waits longer for a fragment.
        set bereq.first_byte_timeout = 500ms;
        set bereq.between_bytes_timeout = 500ms;
    }
}

sub vcl_backend_response {
    if (bereq.url == "/trending.html") {
        set beresp.grace = 10m;
        if (beresp.status == 200) {
            set beresp.ttl = 60s;
        } else if (bereq.is_bgfetch) {
            # The last good one is better than none.
            return (abandon);
        } else {
            set beresp.ttl = 5s;
            set beresp.grace = 0s;
        }
    } else if (beresp.http.Content-Type ~ "^text/html") {
        set beresp.do_esi = true;
    }
}

sub vcl_backend_error {
    if (bereq.url == "/trending.html") {
        # Pages need not all wait for a fragment that is late.
        set beresp.ttl = 5s;
        set beresp.grace = 0s;
    }
}

sub vcl_deliver {
    if (req.http.X-Page && req.restarts == 0) {
        if (resp.status == 200 && resp.http.Content-Length ~ "^[1-9]") {
            set req.http.X-Fragment = "good";
        }
        set req.url = req.http.X-Page;
        return (restart);
    }
    if (resp.do_esi) {
        if (req.http.X-Fragment == "good") {
            # They are those of the page without the fragment: browsers would keep an old list.
            unset resp.http.ETag;
            unset resp.http.Last-Modified;
        } else {
            set resp.do_esi = false;
        }
    }
}
