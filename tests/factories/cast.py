"""The fixed cast: everybody knows who works where, and who must never see whom."""

from anju.access.actor import Actor, Post

COUNTY = "522601"
STATION_A = "52260102"
STATION_B = "52260101"

#: 吴, clerk at the window of station A.
WU = Actor("wu", "吴晓", Post.WINDOW_CLERK, STATION_A, STATION_A)
#: 孙, officer of station A, and 李, its chief.
SUN = Actor("sun", "孙勇", Post.OFFICER, STATION_A, STATION_A)
LI = Actor("li", "李岩", Post.STATION_CHIEF, STATION_A, STATION_A)
#: 郑, collector in the communities of station A.
ZHENG = Actor("zheng", "郑红", Post.FIELD_COLLECTOR, STATION_A, STATION_A)
#: 王 decides for the county, 钱 makes its cards.
WANG = Actor("wang", "王敏", Post.COUNTY_REVIEWER, COUNTY, COUNTY)
QIAN = Actor("qian", "钱进", Post.CARD_MAKER, COUNTY, COUNTY)
#: 冯, clerk of station B, who must never see A.
FENG = Actor("feng", "冯涛", Post.WINDOW_CLERK, STATION_B, STATION_B)
#: The work that starts by itself, in the whole province.
NIGHT = Actor.system("夜间处理", "52")
