"""Mail providers whose addresses say nothing about where a person works."""

PUBLIC_MAIL_DOMAINS = frozenset(
    {
        "aol.com",
        "att.net",
        "bellsouth.net",
        "charter.net",
        "comcast.net",
        "cox.net",
        "duck.com",
        "earthlink.net",
        "fastmail.com",
        "fastmail.fm",
        "gmail.com",
        "gmx.com",
        "gmx.net",
        "googlemail.com",
        "hey.com",
        "hotmail.com",
        "hushmail.com",
        "icloud.com",
        "juno.com",
        "live.com",
        "mac.com",
        "mail.com",
        "me.com",
        "msn.com",
        "optonline.net",
        "outlook.com",
        "pm.me",
        "proton.me",
        "protonmail.com",
        "rcn.com",
        "roadrunner.com",
        "rocketmail.com",
        "sbcglobal.net",
        "tuta.io",
        "tutanota.com",
        "verizon.net",
        "yahoo.com",
        "yandex.com",
        "ymail.com",
        "zoho.com",
    }
)


def is_public_domain(domain):
    return domain in PUBLIC_MAIL_DOMAINS
