/**
 * Everyday texts without any danger, from outside the frames, for working the points out: names, places, verse, weather,
 * work, sickness, school, selling. Without them every word that the rows of danger happen to use would count as danger.
 * Every text is invented; the draw is fixed. Nothing is scored by them: `test/corpus/safety/neutral.jsonl` is the closed
 * measure, written before these.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lehmer } from './lehmer.ts';
import type { SafetyRow } from './score-safety.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const list = (text: string): string[] => text.split('|').map((part) => part.trim());

const LISTS: Record<string, readonly string[]> = {
  family: list(
    'nguyễn|trần|lê|phạm|huỳnh|hoàng|phan|vũ|võ|đặng|bùi|đỗ|hồ|ngô|dương|lý|trương|đinh|lâm|mai|cao|tô|tạ|châu|hà|thái|kiều|đàng|đạo|quảng|báo|bá|hán|thành|lưu|từ|vạn|phú|tài|chế|mang|katơ|chamaléa|pinăng|tainh|pupur|patâu axá|người|tên|đoàn|lương|la|trịnh|triệu|văn|tôn|thiên|dụng|miêu|ức|nại|sử',
  ),
  middle: list(
    'thị|văn|thị|văn|thị|văn|thị|minh|ngọc|quốc|thanh|thị mỹ|thị kim|thị hồng|thị bé|hữu|đức|công|xuân|tấn|anh|bảo|gia|hoài|thế|trọng|thị ngọc|thị thu|mẫu|mẫu|quang|hồng|kim|phước|chí|như|diễm|',
  ),
  given: list(
    'a|b|c|d|an|ánh|anh|ba|bảy|bé|bền|bích|bình|bông|bưởi|cam|cẩm|cảnh|cát|chanh|chi|chiến|chiều|chín|chung|cư|cúc|cường|dân|danh|dậu|diễm|diệp|diệu|dung|dũng|duyên|dư|đại|đào|đạt|đẹp|điệp|định|đông|đức|được|đường|gái|giang|giàu|hai|hải|hân|hằng|hạnh|hảo|hậu|hiền|hiếu|hoa|hòa|hoài|học|hồng|huệ|hùng|hưng|hương|hường|hữu|khánh|khen|khoa|khôi|kiệt|kim|lài|lam|lan|lành|lánh|lệ|liên|liễu|linh|lộc|lợi|long|lụa|lương|lựu|lý|mai|mận|mạnh|mẫn|mến|minh|mơ|mộng|mười|mỹ|na|nam|nết|nga|ngà|ngân|nghĩa|ngoan|ngọc|nguyên|nguyệt|nhàn|nhật|nhi|nhiên|nho|nhung|nhựt|năm|nương|oanh|phát|phấn|phúc|phụng|phước|phương|quân|quang|quế|quí|quý|quyên|sang|sáng|sáu|sen|sơn|sương|tài|tâm|tân|thạch|thái|thắm|thắng|thanh|thảo|thật|thế|thiện|thiết|thơ|thoa|thơm|thu|thuận|thúy|thủy|tiên|tiến|tình|toàn|trâm|trang|trí|trinh|trúc|trung|tú|tư|tuấn|tùng|tuyền|tuyết|út|vân|vàng|viên|việt|vinh|vui|vượng|xinh|xoài|xuân|yến|yên|đực|đen|cu|tí|tèo|rớt|lượm|hận|đau|khổ|chết|trói|bán|mua|thương|buồn|lạnh|nhỏ|lớn|già|đánh|bắt|ép',
  ),
  called: list('anh|chị|cô|chú|bác|dì|em|bà|ông|cháu|thím|cậu|mợ|bạn|thầy|ông xã|con'),
  intro: list(
    '|em tên|tên em là|mình là|tôi là|tên|họ tên|dạ|con là|chị là|tên của em|đây là|gọi em là|ghi tên',
  ),
  outro: list('||||| ạ| nha| nhé| nè| đó chị| tổ mình| thôn mình| năm nay 40 tuổi| xã mẫu'),
  far: list('thôn mẫu 01|thôn mẫu 02|thôn mẫu 05|xã mẫu|tổ 3|tổ 7|khu phố 4|khu phố 1|ấp mẫu|tổ thôn mẫu 01'),
  where: list(
    'nhà em ở|em ở|ở|qua|tới|về|gần|đường về|cuối|đầu|họp ở|trạm y tế|nhà văn hóa|trường mẫu giáo|chợ|ủy ban|sân banh|bến xe|hội trường',
  ),
  day: list('|hôm nay|mai|sáng nay|chiều nay|tối nay|hôm qua|tuần sau|mấy bữa nay|năm nay|bữa nay|giờ'),
  tail: list('||||| nha chị| rồi| ạ| quá| ghê| hả em| nè|, để em coi lại| đó anh|, mệt ghê|, vui quá'),
  who: list(
    'em|chị|anh|má em|ba em|ngoại|ông nội|vợ chồng em|con em|cháu|chú Ba|dì Tư|bác Năm|cô giáo|tụi nhỏ|bà con|mấy chị|hàng xóm|chồng em|con bé|thằng nhỏ|ông xã em|em gái em|nhà em|người ta|cả nhà',
  ),
  does: list(
    'giữ em bé cho chị|đưa con đi học|chờ ở bến xe|ở một mình coi nhà|ngủ ngoài chòi giữ rẫy|tối ngủ ở nhà ngoại|dẫn cháu đi chơi|đón con về|chở vợ đi sanh|nuôi mẹ bệnh|chăm ba nằm viện|khóc vì coi phim|la cháu vì nghịch|cãi nhau vụ đá banh|giận chồng rồi huề|thương con|lo cho con thi|nhớ nhà|đi làm xa mới về|gửi tiền về|lấy lương|mất điện thoại|mất xe|mất tiền|bị mất con bò|bị chó rượt|bị ong chích|bị cá đâm trúng tay|bị gai đâm|bị dao cứa tay lúc gọt trái cây|bị cây đè hư mái|bị bão làm sập chuồng|bị phạt vì quên nón bảo hiểm|bị trừ điểm|bị cô la|bị bạn chọc|bị lạc đường|bị khóa cửa quên chìa|bị rớt kỳ thi|đánh bóng bàn|đánh cờ với nội|chém gió với mấy ổng|đâm trái tiêu|chặt dừa|mổ heo|giết vịt đãi khách|bắt cá dưới mương|trói cua|nhốt gà|bán dê|mua heo giống|kéo xe lên dốc|đẩy xe hết xăng|vác bao lúa|cầm rựa phát cỏ|xách dao đi hái rau|uống thuốc huyết áp|uống rượu cần mừng lúa mới|nhậu mừng thôi nôi|đi nhà nghỉ dưỡng của công đoàn|đi cấy|cắt lúa|phơi lúa|xịt thuốc nho|tỉa cành táo|hái ớt|nhổ tỏi|đào củ mì|bẻ bắp|chăn dê|lùa cừu|cho bò ăn|cắt cỏ|vắt sữa dê|nuôi gà thả vườn|kéo lưới|vá lưới|phơi cá|làm mắm|làm muối|đi ghe|sửa máy cày|bơm nước vô ruộng|bón phân|ủ phân|làm cỏ|trồng măng tây|bán rau ngoài chợ|bán nước mía|bán bánh canh|nấu chè|gói bánh|may đồ|dệt thổ cẩm|nặn gốm|đan gùi|đi hái rau rừng|lấy mật ong|chặt củi|lợp mái nhà|xây hàng rào|đào giếng|sơn cổng|quét sân|giặt mền|nấu cơm|rửa chén|ru con|đút cháo cho con|rước con tan trường|dạy con học bài|tập viết|học đánh vần|thi học kỳ|làm bài tập toán|đi mẫu giáo|nghỉ hè|đá banh|nhảy dây|tập múa|tập hát|đánh trống trường|coi đá banh|coi cải lương|nghe đài|chụp hình đám cưới|đi ăn giỗ|đi lễ|đi chùa|thắp nhang|cúng rằm|lên tháp|quét dọn nhà thờ|đi đám tang|đi khám răng|đo huyết áp|chích ngừa|uống thuốc ho|xông hơi|cạo gió|nằm viện|mổ mắt|gãy tay bó bột|bị sốt xuất huyết|bị cảm nắng|bị đau lưng|bị viêm họng|bị dị ứng tôm|bị rắn cắn|bị tiểu đường|bị trúng gió|bị phỏng nước sôi lúc nấu cơm|bị té xe trầy tay|đóng tiền điện|mua bảo hiểm y tế|làm căn cước|đi rút tiền|gửi hàng|chở hàng|sửa xe|thay nhớt|vá vỏ xe|đổi số điện thoại|nạp thẻ|cài zalo|quên mật khẩu|hết pin|mất sóng|kẹt xe|trễ xe|lạc đường|ngủ quên|quên giờ họp|dán giấy mời|ghi danh sách|kê ghế|mượn loa|thử micro|treo phông|chụp hình buổi họp|viết báo cáo|đếm người dự',
  ),
  thing: list(
    'nho|táo|tỏi|hành tím|lúa|dê|cừu|bò|gà|heo|tôm|cá cơm|muối|măng tây|nha đam|dưa lưới|mắm|bánh căn|bánh xèo|chuối|dừa|ổi|mía|bắp|mì|ớt|rau muống|trứng vịt|gạo|áo dài|khăn|chiếu|nón lá|xe đạp|tủ lạnh|quạt|loa kéo|điện thoại|cặp da|tập vở',
  ),
  sale: list(
    'bán|mua|ai bán|ai mua|còn|giá|giao|đặt|xin|cho|trồng|thu|chở|gửi|đổi|thanh lý|bán rẻ|bán sỉ|mua giùm em|bao nhiêu một ký',
  ),
  sky: list(
    'trời mưa|trời nắng|nắng nóng|gió lớn|gió bấc|bão|áp thấp|mây đen kéo tới|sấm chớp|nước lũ lên|hạn hán|sương muối|trời lạnh|trăng sáng|biển động|sóng to|thủy triều xuống|mưa rào|mưa phùn|lạnh cóng tay',
  ),
  nature: list(
    'con sông|con suối|con đò|con thuyền|con đường|con chim|con cò|con trâu|con bướm|con dế|con diều|con nước|con mưa|con trăng|chiếc lá|cánh đồng|cánh cò|bờ tre|bờ lúa|bờ cát|hàng dừa|hàng cau|lũy tre|ngọn núi|ngọn gió|ngọn cỏ|ngọn đèn|dòng nước|giọt mưa|giọt nắng|đám mây|mái tranh|mái đình|giàn mướp|giàn trầu|hoa cúc|hoa sen|hoa phượng|hoa bưởi|hoa cau|vầng trăng|bóng đa|tiếng ve|tiếng sáo|tiếng chuông|tiếng trống|mùi lúa|mùi khói|khói lam|bến nước|bến cũ|vườn xưa|sân nhà|ao làng|giếng làng|chợ quê|đồi cát|ruộng muối|chân tháp|rẫy xa|cây gạo|cây me|cây mận|nắng chiều|nắng sớm|mưa khuya|gió nồm|sương mai|cơn gió|mẹ già|bà ngoại|em bé|cô lái đò|chú mục đồng|người xưa|lời ru|câu hò|tuổi thơ|quê nhà',
  ),
  moves: list(
    'nằm nghe|nằm ngủ|nằm im|nằm nghiêng|đứng chờ|đứng lặng|ngồi đợi|ngồi khâu áo|trôi về|trôi qua|bay qua|bay ngang|rơi xuống|rụng đầy|nở trắng|nở vàng|chín vàng|nghiêng bên|soi bóng xuống|ôm lấy|ôm trọn|hôn lên|ru|gọi|gọi tên|nhớ|thương|giữ|đưa|dắt|theo về|chạy quanh|lội qua|cõng|gánh|che|khóc cùng|cười với|thì thầm với|lắng nghe|đánh thức|kể chuyện|say với|tắm trong|ngủ quên bên|thức với|về với|xa rồi|đi qua|về ngang|bỏ quên|vương trên|lay động|đậu trên|lẫn trong|tan trong|thơm trong|xanh bên|tím cả|vàng cả|bạc cả|khô dưới|cháy trên|chìm trong',
  ),
  saying: list(
    'gần mực thì đen gần đèn thì rạng|có công mài sắt có ngày nên kim|một cây làm chẳng nên non|ăn cây nào rào cây ấy|tháng bảy mưa ngâu|ráng vàng thì gió ráng đỏ thì mưa|lúa chiêm nép ở đầu bờ|trăng quầng thì hạn|nước chảy đá mòn|bầu ơi thương lấy bí cùng|nhất nước nhì phân tam cần tứ giống|chim có tổ người có tông|cơn đằng đông vừa trông vừa chạy|đói cho sạch rách cho thơm|học thầy không tày học bạn|kiến tha lâu đầy tổ|chị ngã em nâng|lá lành đùm lá rách|thuận vợ thuận chồng tát biển đông cũng cạn|con hơn cha là nhà có phúc|một giọt máu đào hơn ao nước lã|máu chảy ruột mềm|con dại cái mang|giặc đến nhà đàn bà cũng đánh|trâu buộc ghét trâu ăn|đánh trống bỏ dùi|chó cắn áo rách|giết gà đãi khách|ở hiền gặp lành',
  ),
  chat: list(
    'alo|chào em|chào cả nhà|dạ em nghe|chị ơi|anh ơi|em ơi|ok em|rồi nha|hihi|cảm ơn nhiều|không có chi|xin lỗi nhắn lộn|chờ xíu|lát em gọi|em đang bận|ngủ ngon|chúc mừng năm mới|chúc mừng sinh nhật|hẹn gặp lại|bye|có ai không|ai đó|nhầm số rồi|số này của ai|em không rành|em chưa biết|để em hỏi chồng|để em hỏi lại má|mấy giờ rồi|bao giờ họp|họp ở đâu|có cần mang gì không|ăn cơm chưa|khỏe không|lâu quá không gặp|gửi nhầm hình|thôi khỏi|không sao đâu|buồn ngủ quá|đói bụng quá|mệt quá mai làm tiếp|vui quá trời|hên quá|xui ghê|chán mưa ghê|nhớ quê ghê|em không dám nói trước đông người|sợ ma quá|đang làm gì đó|đang ở đâu vậy|đang về tới đầu ngõ|đi ngủ đây|em đi đây|trời đất ơi|giúp em cài máy|giúp em gửi hình|cứu cái máy này với|bị mất hình rồi|bị hư loa|bị lỗi mạng|bị khóa sim',
  ),
  kin: list(
    'chồng em|ông xã em|ổng nhà em|vợ em|vợ anh|con em|thằng cu nhà em|con bé nhà em|má em|ba em|má chồng em|ba chồng em|bà nội|ông ngoại|anh hai em|chị dâu em|em trai em|hai đứa con em|thằng út|con gái em|cháu em|bà em|ông nội em|con gái tui|em gái tui|ông chồng tui|cháu ngoại tui',
  ),
  kindly: list(
    'nấu cơm cho em ăn|chở em đi họp|lo cho em lắm|ủng hộ em đi tập|đi biển chưa về|đi làm xa cuối tháng mới về|đang ôn thi|thức khuya học bài|đang coi ti vi|đang ngủ trưa|đang sửa xe|đánh đàn cho cả nhà nghe|đánh cá ngoài đầm|không chịu ăn rau|đòi mua xe đạp|khóc đòi mẹ|đòi đi chơi|giành đồ chơi với anh nó|ăn giỗ bên ngoại|la vì em quên tắt bếp|cười em hoài|ghẹo em|hát nghe hay lắm|phụ em rửa chén|giặt đồ giùm em|biết nấu ăn rồi|mới sanh con trai|thi đậu rồi|đi khám mắt|đang nằm viện|uống thuốc đều|lên thăm em|không biết chữ nên em đọc giùm|không cho em xách nặng|dẫn con đi chích ngừa|đón con tan trường|đi nhậu đám giỗ, về ngủ liền|bỏ rượu rồi, mừng ghê|nuôi dê khéo lắm|mua cho em cái áo mới',
  ),
  gently: list(
    'ăn thêm chén cơm|uống thuốc đúng giờ|mặc áo ấm|ngủ sớm|đi khám răng|nghỉ vài bữa cho khỏe|tập hát|mang áo mưa|học bài xong mới được chơi|rửa tay trước khi ăn|đội nón bảo hiểm|ăn hết trái cây|để điện thoại đi ngủ|hát một bài|lên sân khấu|làm nhóm trưởng|uống sữa|đi tập thể dục',
  ),
  mishap: list(
    'sốt|ho|cảm|đau răng|nhức đầu|trầy đầu gối|té xe trầy tay|cô giáo la vì quên tập|mất bóp|kẹt xe|mắc mưa|hư máy|ong đốt|trễ xe|rớt bằng lái|huyết áp cao|gãy tay bó bột|điểm kém|phạt vì nộp trễ|chó rượt|muỗi cắn|phỏng bô xe|say sóng|lạc đường|mất ngủ vì uống cà phê|khóa thẻ điện thoại|thua cờ|thầy kêu lên bảng|la vì về trễ giờ cơm',
  ),
  feels: list(
    'mệt|đói|nóng|nhức đầu|mắc cười|lạnh|buồn ngủ|đau lưng|run|hồi hộp|chán cái máy|tức cái mạng|nhiều việc|khát|mỏi tay|kẹt xe|ngán họp|nắng',
  ),
  utterly: list(
    'muốn chết|muốn xỉu|muốn nổ cái đầu|muốn rụng tay|muốn gãy lưng|muốn khùng|muốn điên luôn|muốn quăng luôn|muốn rớt tim|chết được|quá trời quá đất|hết biết|muốn khóc',
  ),
  others: list(
    'mấy ổng|mấy bả|mấy anh|mấy chị|mấy đứa nhỏ|tụi nhỏ|ổng|ảnh|bả|nó|tụi nó|bà kia|ông Ba|anh Tư|đội mình|đội kia',
  ),
  anyway: list(
    'đi biển hết|đi rẫy hết|đi chợ chưa về|lười họp lắm|ngại lên nói|nhậu đám cưới|hát karaoke|đá banh thua hai trái|đánh bại đội thôn bên|chơi game thua hoài|coi phim ma rồi không dám ngủ|giỡn làm bể cái ly|quậy quá, ồn ghê|la um sùm vì đội mình ghi bàn|chạy theo xe kem|núp mưa dưới hiên|đập muỗi cả đêm|đốt lá ngoài vườn|cầm dao gọt xoài|cắt cỏ cho bò|bắt cá dưới mương|bắt gà làm giỗ|nhốt vịt vô chuồng|trói cua chặt quá|bán con bê rồi|giữ chìa khóa nhà văn hóa|khóa cửa kho rồi|dọa ma tụi nhỏ|hù nhau chơi|chọc nhau cười|xin nghỉ vì bận|nói từ từ thôi|làm từ từ cho chắc|đi từ từ kẻo trượt',
  ),
  farming: list(
    'thuốc sâu mắc quá|xịt thuốc hai lần mà sâu chưa hết|bò nhốt trong chuồng vì mưa|dê bị chó cắn|gà bị dịch chết|heo bị sốt|lúa chết khô|giá phân lên, rầu ghê|hành rớt giá, lỗ nặng|tôm chết vì nóng|trâu húc nhau ngoài đồng|chim ăn hết lúa|chuột cắn bao gạo|nho bán không ai mua|rẫy cháy một góc|cỏ xịt không chết|máy bơm hư hoài|bò sắp đẻ|đất khô nứt|nước cúp từ chiều',
  ),
  them: list('em|con|nó|tụi nhỏ|cả nhà|cháu|tui'),
  told: list(
    '|dạ|chị ơi|hihi|trời ơi|thiệt chứ|nói nghe nè|bữa nay|hôm qua|tối qua|sáng giờ|mấy bữa nay|nghe nói',
  ),
  so: list(
    '||||| nên em xin nghỉ một bữa| nên nộp trễ nha| mà vui| hoài| đó chị| luôn| quá trời| rồi| nè| nha|, thương ghê',
  ),
  phone: list('090|091|093|097|098|086|035|038|070'),
};

/** Names of lists in braces; `#` is a figure. */
const FRAMES: readonly { pattern: string; rows: number }[] = [
  { pattern: '{family} {middle} {given}', rows: 420 },
  { pattern: '{family} {middle} {given} {given}', rows: 60 },
  { pattern: '{family} {given}', rows: 90 },
  { pattern: '{called} {given}', rows: 90 },
  { pattern: '{given}', rows: 60 },
  { pattern: '{intro} {family} {middle} {given}{outro}', rows: 150 },
  { pattern: '{intro} {called} {given}{outro}', rows: 60 },
  { pattern: '{where} {far}', rows: 40 },
  { pattern: '{where} {commune}{tail}', rows: 60 },
  { pattern: '{commune}', rows: 60 },
  { pattern: '{far}, {commune}', rows: 30 },
  { pattern: 'số nhà ## đường số #, {far}', rows: 10 },
  { pattern: '{phone}## ### ##', rows: 15 },
  { pattern: 'số {called} {given} {phone}#######', rows: 20 },
  { pattern: '{day} {who} {does}{tail}', rows: 420 },
  { pattern: '{who} {does} ở {far}', rows: 40 },
  { pattern: '{does}{tail}', rows: 90 },
  { pattern: '{day} {sky}{tail}', rows: 80 },
  { pattern: '{sky}, {who} không {does} được', rows: 60 },
  { pattern: '{sale} {thing}{tail}', rows: 90 },
  { pattern: '{who} {sale} {thing} {day}', rows: 70 },
  { pattern: '{thing} ## ngàn một ký{tail}', rows: 20 },
  { pattern: '{nature} {moves} {nature}', rows: 260 },
  { pattern: '{nature} cũ {moves} {nature} xưa', rows: 60 },
  { pattern: '{sky}, {nature} {moves} {nature}', rows: 60 },
  { pattern: '{nature} {moves} {nature} {nature}', rows: 60 },
  { pattern: '{saying}', rows: 60 },
  { pattern: '{chat}{tail}', rows: 140 },
  { pattern: '{chat}, {who} {does}', rows: 60 },
  { pattern: '{told} {kin} {kindly}{so}', rows: 200 },
  { pattern: '{told} {kin} bắt {them} {gently}{so}', rows: 60 },
  { pattern: '{told} {kin} bị {mishap}{so}', rows: 100 },
  { pattern: '{told} em bị {mishap}{so}', rows: 40 },
  { pattern: '{told} {feels} {utterly}{so}', rows: 60 },
  { pattern: '{told} {others} {anyway}{so}', rows: 120 },
  { pattern: '{told} {farming}{so}', rows: 50 },
];

/** All texts, the same in every run. */
export function neutralRows(): SafetyRow[] {
  const random = lehmer();
  const lists = { ...LISTS, commune: communes() };
  const pick = (name: string) => {
    const choices = (lists as Record<string, readonly string[]>)[name] as readonly string[];
    return choices[Math.floor(random() * choices.length)] as string;
  };
  return FRAMES.flatMap(({ pattern, rows }, frame) =>
    Array.from({ length: rows }, (_, n) => {
      const text = pattern
        .replace(/\{(\w+)\}/g, (_whole, name: string) => pick(name))
        .replace(/#/g, () => String(Math.floor(random() * 10)))
        .replace(/ +/g, ' ')
        .trim();
      return { id: `neutral${frame}-${n}`, text, level: 'none' as const, context: 'free' as const };
    }),
  );
}

/** The names of the province's communes and wards, in lower case as people type them. */
function communes(): string[] {
  const file = readFileSync(join(ROOT, 'content/plan/admin-units.json'), 'utf8');
  const { units } = JSON.parse(file) as { units: { name: string; former: { name: string }[] }[] };
  return units
    .flatMap(({ name, former }) => [name, ...former.map((unit) => unit.name)])
    .map((name) => name.toLowerCase());
}
