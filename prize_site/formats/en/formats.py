# A deadline read in the wrong zone is missed, so a time never goes without its zone.
DATE_FORMAT = "F j, Y"
TIME_FORMAT = "g:i a e"
DATETIME_FORMAT = "F j, Y, g:i a e"
SHORT_DATE_FORMAT = "M j, Y"
SHORT_DATETIME_FORMAT = "M j, Y, g:i a e"
