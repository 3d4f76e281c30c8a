//! What people type who mean no good, and how it must look wherever it is shown.

/// Text that could break out of a page, a mail or a template, and itself as HTML text.
pub const HOSTILE: [(&str, &str); 6] = [
    ("'\"><img src=x onerror=alert(1)>", "&#39;&#34;&#62;&#60;img src=x onerror=alert(1)&#62;"),
    ("\" onmouseover=\"alert(1)", "&#34; onmouseover=&#34;alert(1)"),
    (
        "</textarea></title><script>alert(1)</script><!--",
        "&#60;/textarea&#62;&#60;/title&#62;&#60;script&#62;alert(1)&#60;/script&#62;&#60;!--",
    ),
    ("{{7*7}} {$guest} {% raw %} ${7*7}", "{{7*7}} {$guest} {% raw %} ${7*7}"),
    ("&lt;b&gt; &amp; &#x3c;i>", "&#38;lt;b&#38;gt; &#38;amp; &#38;#x3c;i&#62;"),
    ("👩\u{200d}👩\u{200d}👧 Añña «Ωmega» שלום", "👩\u{200d}👩\u{200d}👧 Añña «Ωmega» שלום"),
];

/// Text of one line that could forge a header or hide an order, and what is kept of it; nothing: it is blank.
pub const FORGING: [(&str, &str); 11] = [
    ("A\r\nBcc: everybody@evil.example", "A Bcc: everybody@evil.example"),
    ("A\nSet-Cookie: a=b", "A Set-Cookie: a=b"),
    ("A\rB", "A B"),
    ("A\u{0}B", "AB"),
    ("A\u{1b}[31m", "A[31m"),
    ("\u{202e}fdp.exe", "fdp.exe"),
    ("A\u{2066}B", "AB"),
    ("A\u{2028}B", "A B"),
    ("", ""),
    (" \r\n\t", ""),
    ("\u{200b}\u{2800}\u{3164}", ""),
];

/// The names of a page's elements in their order, comments and declarations as `!`.
pub fn elements(html: &str) -> Vec<&str> {
    let after = html.split('<').skip(1);
    after.map(|rest| rest.split([' ', '>', '\n', '-']).next().unwrap_or_default()).collect()
}
