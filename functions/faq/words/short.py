"""Short forms, as citizens and officers type them, and what they stand for.

A line is ``short form: meaning``; a second meaning after ``|`` counts half. Keys are written without marks, and an
accented short form (``đk``) is found by its bare form. A short form that the bank's own questions explain better is
still found as typed, for the written form stays a word of the query when the bank knows it.
"""

SHORT_FORMS = """
cccd: căn cước công dân
cc: căn cước
ccd: căn cước công dân
cmnd: chứng minh nhân dân
cmt: chứng minh thư
cmtnd: chứng minh thư nhân dân
cm: chứng minh
gplx: giấy phép lái xe
blx: bằng lái xe
gpkd: giấy phép kinh doanh
dkkd: đăng ký kinh doanh
gcn: giấy chứng nhận
dkx: đăng ký xe
gdkx: giấy đăng ký xe
dkxm: đăng ký xe máy
bsx: biển số xe
bs: biển số
tttt: thông tin tạm trú
kbtt: khai báo tạm trú
dktt: đăng ký tạm trú | đăng ký thường trú
dktv: đăng ký tạm vắng
ktt: thường trú
kt1: thường trú
kt2: tạm trú
kt3: tạm trú
kt4: tạm trú
hktt: hộ khẩu thường trú
nktt: nhập khẩu thường trú
hk: hộ khẩu
shk: sổ hộ khẩu
ls: lý lịch tư pháp
lltp: lý lịch tư pháp
llt: lý lịch tư pháp
pccc: phòng cháy chữa cháy
cnch: cứu nạn cứu hộ
antt: an ninh trật tự
attt: an ninh trật tự
tt: thủ tục | tạm trú
ntn: như thế nào
tn: thế nào
csgt: cảnh sát giao thông
cskv: cảnh sát khu vực
cax: công an xã
caq: công an quận
qlhc: quản lý hành chính
xnc: xuất nhập cảnh
hc: hộ chiếu
pp: hộ chiếu
dvc: dịch vụ công
dvcqg: dịch vụ công quốc gia
dvctt: dịch vụ công trực tuyến
vnid: vneid
vneld: vneid
vnied: vneid
vneidd: vneid
dddt: định danh điện tử
mdd: mã định danh
sdd: số định danh
tkdd: tài khoản định danh
tk: tài khoản
tngt: tai nạn giao thông
vpgt: vi phạm giao thông
vphc: vi phạm hành chính
ndc: nồng độ cồn
tp: thành phố
qh: quận
ubnd: ủy ban nhân dân
nvqs: nghĩa vụ quân sự
nn: nước ngoài
nnn: người nước ngoài
vk: vợ
ck: chồng | chuyển khoản
s: sao
ch: chưa
lum: lụm
m1: mức 1
m2: mức 2
vc: vợ chồng
sdt: số điện thoại
dt: điện thoại
ddt: điện thoại
stk: số tài khoản
nh: ngân hàng
xm: xe máy
oto: ô tô
xmay: xe máy
moto: mô tô
ko: không
k: không
kh: không
khg: không
kg: không
hok: không
hk0: không
dc: được
dk: đăng ký | được
dki: đăng ký
dky: đăng ký
bn: bao nhiêu
bnh: bao nhiêu
bnhiu: bao nhiêu
bnhieu: bao nhiêu
nhiu: nhiêu
blau: bao lâu
bl: bao lâu
lm: làm
lmj: làm gì
j: gì
ji: gì
vs: với
z: vậy
v: vậy
zay: vậy
zậy: vậy
zị: vậy
mk: mình
mik: mình
mjk: mình
m: mình
mn: mọi người
mng: mọi người
ng: người
ngta: người ta
nta: người ta
ngnn: người nước ngoài
t: tôi
e: em
a: anh
c: chị
ac: anh chị
cb: cán bộ
dv: dịch vụ
hs: hồ sơ
hso: hồ sơ
gt: giấy tờ
gto: giấy tờ
gtờ: giấy tờ
gks: giấy khai sinh
ks: khai sinh
gkh: giấy kết hôn
lp: lệ phí
tg: thời gian
trc: trước
r: rồi
rui: rồi
rùi: rồi
bh: bây giờ
bgio: bây giờ
bg: bây giờ
h: giờ
nv: nhân viên
q: quận
p: phường
x: xe
hn: hà nội
hcm: hồ chí minh
tphcm: thành phố hồ chí minh
sg: sài gòn
onl: online
ol: online
fb: facebook
ib: nhắn tin
rep: trả lời
ad: cán bộ
adm: cán bộ
sếp: cán bộ
thg: thường
tv: tạm vắng
hd: hướng dẫn
xn: xác nhận
gxn: giấy xác nhận
cn: chủ nhật
t7: thứ bảy
vp: vi phạm
xp: xử phạt
cty: công ty
dn: doanh nghiệp
kd: kinh doanh
uq: ủy quyền
nd: người dân
hsinh: học sinh
sv: sinh viên
bhyt: bảo hiểm y tế
bhxh: bảo hiểm xã hội
bhxm: bảo hiểm xe máy
mxh: mạng xã hội
pass: mật khẩu
mkhau: mật khẩu
mkhẩu: mật khẩu
hsd: hạn sử dụng
lsao: làm sao
lsg: làm sao
ntnao: như thế nào
nhg: nhưng
nma: nhưng mà
đag: đang
dag: đang
bjo: bây giờ
bik: biết
bít: biết
thui: thôi
lun: luôn
"""
