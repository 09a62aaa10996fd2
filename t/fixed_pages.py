#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""fixed_pages.py make SEED OUT   a made-up disclosure: OUT.pdf, and OUT.want with every amount cell of its tables
fixed_pages.py check WANT TSV   compares them with bd-extract's records; prints what differs, exit 1 if anything does

The tables are laid out as office programs do it: cells with borders that are not printed, headers centred in them,
names wrapped, rows broken over pages with and without the header again. `pdftotext -layout` makes the text of it."""
import random, sys
from collections import Counter


def check(want, got):
    want = Counter(open(want, encoding='utf-8').read().split('\n')[:-1])
    lines = open(got, encoding='utf-8').read().split('\n')[:-1]
    col = {n: i for i, n in enumerate(lines[0].split('\t'))}
    have = Counter()
    for line in lines[1:]:
        f = line.split('\t')
        if f[col['kind']] != 'number' or f[col['role']] == 'note': continue
        have['|'.join(f[col[c]] for c in ('side', 'code', 'name', 'col', 'value'))] += 1
    for k in sorted((want - have).elements()): print('missing', k)
    for k in sorted((have - want).elements()): print('not printed', k)
    return 1 if want != have else 0


if sys.argv[1] == 'check': sys.exit(check(sys.argv[2], sys.argv[3]))
R = random.Random(int(sys.argv[2]))
out = sys.argv[3]
class PDF:
    def __init__(s): s.pages=[]
    def page(s,w,h): s.pages.append((w,h,[]))
    def text(s,x,y,size,t): s.pages[-1][2].append((x,y,size,t))
    def save(s,fn):
        objs=[]
        def add(b): objs.append(b); return len(objs)
        cmap=b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        rs=b''.join(b"<%02X00> <%02XFF> <%02X00>\n"%(i,i,i) for i in range(256))
        parts=rs.split(b'\n')[:-1]
        for k in range(0,256,100):
            ch=parts[k:k+100]; cmap+=b"%d beginbfrange\n"%len(ch)+b'\n'.join(ch)+b"\nendbfrange\n"
        cmap+=b"endcmap end end"
        tu=add(b"<< /Length %d >>\nstream\n"%len(cmap)+cmap+b"\nendstream")
        fd=add(b"<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 859 /Descent -141 /CapHeight 700 /StemV 80 >>")
        cid=add(b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor %d 0 R /DW 1000 /W [32 126 500] >>"%fd)
        f=add(b"<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>"%(cid,tu))
        pids=[]; kids=len(objs)+1+2*len(s.pages)
        for w,h,ts in s.pages:
            c=b''.join(b"BT /F1 %.2f Tf 1 0 0 1 %.2f %.2f Tm <%s> Tj ET\n"%(sz,x,y,t.encode('utf-16-be').hex().encode()) for x,y,sz,t in ts)
            ci=add(b"<< /Length %d >>\nstream\n"%len(c)+c+b"\nendstream")
            pids.append(add(b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R /Resources << /Font << /F1 %d 0 R >> >> >>"%(kids,w,h,ci,f)))
        pg=add(b"<< /Type /Pages /Kids [%s] /Count %d >>"%(b' '.join(b"%d 0 R"%p for p in pids),len(pids)))
        cat=add(b"<< /Type /Catalog /Pages %d 0 R >>"%pg)
        b=b"%PDF-1.5\n"; offs=[]
        for i,o in enumerate(objs,1): offs.append(len(b)); b+=b"%d 0 obj\n"%i+o+b"\nendobj\n"
        x=len(b); b+=b"xref\n0 %d\n0000000000 65535 f \n"%(len(objs)+1)+b''.join(b"%010d 00000 n \n"%o for o in offs)
        b+=b"trailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF"%(len(objs)+1,cat,x)
        open(fn,'wb').write(b)
def cw(c,s): return s/2 if ord(c)<128 else s
def tw(t,s): return sum(cw(c,s) for c in t)
def wrap(t,w,s):
    ls=[];cur='';x=0
    if all(ord(c)<128 for c in t): return [t]
    for c in t:
        if x+cw(c,s)>w and cur: ls.append(cur);cur='';x=0
        cur+=c;x+=cw(c,s)
    return ls+[cur]
pdf=PDF(); truth=[]; tno=0
W,H=0,0
class P: y=0
def newpage():
    pdf.page(W,H); P.y=H-50
def line(t,size,align,x0=None,x1=None):
    x0=40 if x0 is None else x0; x1=W-40 if x1 is None else x1
    w=tw(t,size); x={'l':x0,'r':x1-w,'c':(x0+x1-w)/2}[align]
    pdf.text(x,P.y,size,t)
def cell(x0,x1,ytop,ybot,t,size,align,lead):
    if not t: return
    ls=wrap(t,x1-x0-4,size); n=len(ls); mid=(ytop+ybot)/2
    y=mid+(n-1)/2*lead*size-size*0.35
    for l in ls:
        w=tw(l,size); x={'l':x0+2,'r':x1-2-w,'c':(x0+x1-w)/2}[align]
        pdf.text(x,y,size,l); y-=lead*size
def nlines(t,w,size): return len(wrap(t,w-4,size)) if t else 1
def table(title,unit,org,heads,nhrow,colw,aligns,rows,repeat,size,lead,pad,note=None,style=None):
    """heads: list (row,col,rowspan,colspan,text); rows: list of list of str"""
    tot=sum(colw); scale=(W-80)/tot
    colw=[c*scale for c in colw]; xs=[40]
    for c in colw: xs.append(xs[-1]+c)
    for i in range(len(colw)):
        for row in rows:
            t=row[i]
            if isinstance(t,str) and t and all(ord(c)<128 for c in t):
                while tw(t,size)+5>colw[i] and size>5: size-=.5
    newpage()
    line(title,size+5,'c'); P.y-=size*2
    if R.random()<.3: line(org,size,'l'); P.y-=size*1.2; line('单位：'+unit,size,'r')
    else: line(org,size,'l') if R.random()<.8 else None; line('单位：'+unit,size,'r')
    P.y-=size*.6
    hh=[size*lead+pad]*nhrow
    for r,c,rs,cs,t in heads:
        need=nlines(t,sum(colw[c:c+cs]),size)*lead*size+pad
        have=sum(hh[r:r+rs])
        if need>have: hh[r+rs-1]+=need-have
    def header():
        for r,c,rs,cs,t in heads:
            y0=P.y-sum(hh[:r]); y1=y0-sum(hh[r:r+rs])
            cell(xs[c],xs[c+cs],y0,y1,t,size,'c',lead)
        P.y-=sum(hh)
    header()
    for row in rows:
        merged=row[0] is None  # total label merged over label columns: (None,ncols,text)
        cells=row
        h=max(nlines(t,colw[i],size) for i,t in enumerate(cells) if t is not None and not isinstance(t,tuple))*lead*size+pad
        if P.y-h<45:
            newpage()
            if repeat: header()
        y1=P.y-h
        for i,t in enumerate(cells):
            if isinstance(t,tuple): cell(xs[i],xs[i+t[0]],P.y,y1,t[1],size,t[2],lead)
            elif t: cell(xs[i],xs[i+1],P.y,y1,t,size,aligns[i],lead)
        P.y=y1
    P.y-=size*1.3
    if note: line(note,size,'l')
def fmt(v,dec,sep):
    if v is None: return ''
    if v=='-': return '-'
    s=f'{v:,.{dec}f}' if sep else f'{v:.{dec}f}'
    return s
def amt(dec): 
    m=R.choice([100,10000,1000000,100000000]) if dec==0 or BIG else R.choice([1,100,1000,10000])
    return round(R.random()*m+ (0.01 if dec else 1),dec)
NAMES={'201':'一般公共服务支出','204':'公共安全支出','205':'教育支出','206':'科学技术支出','207':'文化旅游体育与传媒支出','208':'社会保障和就业支出','210':'卫生健康支出','211':'节能环保支出','212':'城乡社区支出','213':'农林水支出','221':'住房保障支出'}
K2=['政府办公厅（室）及相关机构事务','行政事业单位养老支出','行政事业单位医疗','住房改革支出','群众团体事务','就业补助','其他社会保障和就业支出','城乡社区环境卫生','司法','宣传事务','社会工作事务']
K3=['行政运行','一般行政管理事务','事业运行','机关事业单位基本养老保险缴费支出','机关事业单位职业年金缴费支出','其他行政事业单位养老支出','行政单位医疗','住房公积金','购房补贴','其他政府办公厅（室）及相关机构事务支出','群众体育','专项普查活动']
EC={'301':('工资福利支出',['基本工资','津贴补贴','奖金','伙食补助费','绩效工资','机关事业单位基本养老保险缴费','职业年金缴费','职工基本医疗保险缴费','公务员医疗补助缴费','其他社会保障缴费','住房公积金','医疗费','其他工资福利支出']),'302':('商品和服务支出',['办公费','印刷费','咨询费','手续费','水费','电费','邮电费','取暖费','物业管理费','差旅费','因公出国（境）费用','维修（护）费','租赁费','会议费','培训费','公务接待费','劳务费','委托业务费','工会经费','福利费','公务用车运行维护费','其他交通费用','税金及附加费用','其他商品和服务支出']),'303':('对个人和家庭的补助',['离休费','退休费','抚恤金','生活补助','医疗费补助','奖励金','其他对个人和家庭的补助']),'310':('资本性支出',['房屋建筑物购建','办公设备购置','专用设备购置','信息网络及软件购置更新','公务用车购置','其他资本性支出'])}
def functional():
    rows=[]
    for c in sorted(R.sample(list(NAMES),R.randint(2,7))):
        rows.append((c,NAMES[c]))
        for k in sorted(R.sample(range(1,60),R.randint(1,3))):
            rows.append((c+'%02d'%k,R.choice(K2)))
            for j in sorted(R.sample(list(range(1,20))+[50,99],R.randint(1,4))): rows.append((c+'%02d%02d'%(k,j),R.choice(K3)))
    return rows
def T(title,side,row,code,name,col,v,unit): truth.append([str(len(pdf.pages)),str(tno),title,title,side,'',str(row),'',code,name,col,'number','',('' if v is None else v),unit,'','',''])
def val(s): return s.replace(',','')
def style(): return dict(size=R.choice([8,9,10,10.5,11]),lead=R.choice([1.15,1.3,1.5]),pad=R.choice([2,5,9,14]),repeat=R.random()<.5)
def vals(n,dec,sep,blank):
    out=[]
    for i in range(n):
        if R.random()<blank: out.append(BL)
        else: out.append(fmt(amt(dec),dec,sep))
    return out
ORG='编制部门：'+R.choice(['江城区示例局','海宁县样本街道办事处','青山市教育体育局','临江区应急管理局'])
YEAR=R.choice(['2023','2024','2025'])
PRE=R.choice(['',YEAR+'年',YEAR+'年部门'])
FINAL=R.random()<.5
KW='决算' if FINAL else '预算'
UNIT=R.choice(['元','万元']); BIG=UNIT=='元'
DEC=R.choice([0,2]) if BIG else 2
SEP=R.random()<.7 if BIG else R.random()<.3
BL=R.choice(['','','0' if DEC==0 else '0.00','-'])
def orient():
    global W,H
    W,H=R.choice([(595,842),(842,595)])
nal=R.choice(['r','r','c'])
def two_sided(wide):
    global tno
    tno+=1; orient(); st=style()
    title=PRE+('财政拨款' if wide else '')+'收入支出'+KW+'总表'
    sin,sout=R.choice([('收入','支出'),('本年收入','本年支出')]); m=KW+'数'
    oc=['合计','一般公共预算'+R.choice(['','财政拨款']),'政府性基金预算'+R.choice(['','财政拨款']),'国有资本经营预算'+R.choice(['','财政拨款'])] if wide else [m]
    heads=[(0,0,1,2,sin),(0,2,1,1+len(oc),sout),(1,0,1,1,'项目'),(1,1,1,1,m),(1,2,1,1,'项目')]+[(1,3+i,1,1,x) for i,x in enumerate(oc)]
    ins=['一、一般公共预算财政拨款收入','二、政府性基金预算财政拨款收入','三、国有资本经营预算财政拨款收入','四、上级补助收入','五、事业收入','六、经营收入','七、附属单位上缴收入','八、其他收入'][:R.randint(3,8)]
    nums='一二三四五六七八九'
    ks=R.sample(list(NAMES.values()),R.randint(4,9)); outs=[f'{nums[i]}、{k}' for i,k in enumerate(ks)]
    rows=[];n=max(len(ins),len(outs))
    ins2=ins+['']*(n-len(ins)); outs2=outs+['']*(n-len(outs))
    ins2+=['本年收入合计','年初结转和结余','总计']; outs2+=['本年支出合计','年末结转和结余','总计']
    for r,(a,b) in enumerate(zip(ins2,outs2),1):
        v=vals(1,DEC,SEP,.4)[0] if a else ''; w=vals(len(oc),DEC,SEP,.3) if b else ['']*len(oc)
        rows.append([(1,a,'c') if a in('总计','本年收入合计') else a,v,(1,b,'c') if b in('总计','本年支出合计') else b]+w)
    # page of each row is not known before layout: score uses names
    p=len(pdf.pages)+1
    for r,(a,b,row) in enumerate(zip(ins2,outs2,rows),1):
        if a: T(title,'in',r,'',a,sin+'/'+m,val(row[1]),UNIT)
        if b:
            for i,x in enumerate(oc): T(title,'out',r,'',b,sout+'/'+x,val(row[3+i]),UNIT)
    cwid=[R.uniform(120,200),R.uniform(60,90),R.uniform(120,200)]+[R.uniform(55,85) for _ in oc]
    table(title,UNIT,ORG,heads,2,cwid,['l',nal,'l']+[nal]*len(oc),rows,note=R.choice([None,'注：本表反映部门本年度总收支情况。']),**st)
def coded(kind):
    global tno
    tno+=1; orient(); st=style()
    three=R.random()<.5 and not FINAL or R.random()<.2
    tops={'in':'收入'+KW,'out':'支出'+KW,'gen':'一般公共预算支出'}
    title=PRE+{'in':'收入'+KW+'总表','out':'支出'+KW+'总表','gen':'一般公共预算支出'+KW+'表'}[kind]
    cols={'in':['合计' ,'财政拨款收入','上级补助收入','事业收入','事业单位经营收入','附属单位上缴收入','其他收入'],'out':['合计','基本支出','项目支出','上缴上级支出','经营支出','对附属单位补助支出'],'gen':['合计','基本支出','项目支出']}[kind]
    if kind!='gen': cols=cols[:R.randint(3,len(cols))]
    top=R.random()<.5
    nc=3 if three else 1; L=nc+1
    heads=[(0,0,1,L,'项目')]; base=1
    if three:
        heads+=[(1,0,1,3,'功能分类科目编码'),(2,0,1,1,'类'),(2,1,1,1,'款'),(2,2,1,1,'项'),(1,3,2,1,R.choice(['功能分类科目名称','科目名称']))]; nh=3
    else:
        heads+=[(1,0,1,1,R.choice(['功能分类科目编码','科目编码'])),(1,1,1,1,'科目名称')]; nh=2
    if top:
        heads.append((0,L,1,len(cols),tops[kind])); heads+=[(1,L+i,nh-1,1,x) for i,x in enumerate(cols)]
    else: heads+=[(0,L+i,nh,1,x) for i,x in enumerate(cols)]
    F=functional(); rows=[]; data=[]
    blankcols={i for i in range(1,len(cols)) if R.random()<.3}
    def vv():
        v=vals(len(cols),DEC,SEP,.25)
        v[0]=fmt(amt(DEC),DEC,SEP)
        return ['' if i in blankcols and BL=='' else BL if i in blankcols else x for i,x in enumerate(v)]
    tot=vv(); totrow=[(L,'合计','c')]+['']*(L-1)+tot if R.random()<.6 else ['']*(L-1)+[(1,'合计','c')]+tot
    first=R.random()<.4
    if first: rows.append(totrow); data.append(('','合计',tot))
    for c,nme in F:
        v=vv(); data.append((c,nme,v))
        rows.append(([c[:3],c[3:5],c[5:7]] if three else [c])+[nme]+v)
    if not first: rows.append(totrow); data.append(('','合计',tot))
    for r,(c,nme,v) in enumerate(data,1):
        for i,x in enumerate(cols): T(title,'',r,c,nme,(tops[kind]+'/' if top else '')+x,val(v[i]),UNIT)
    cwid=([26,24,24] if three else [R.uniform(45,65)])+[R.uniform(80,190)]+[R.uniform(52,85) for _ in cols]
    table(title,UNIT,ORG,heads,nh,cwid,[R.choice('lc')]*nc+['l']+[nal]*len(cols),rows,note=R.choice([None,'注：本表反映部门本年度情况。']),**st)
def econ_one():
    global tno
    tno+=1; orient(); st=style()
    title=PRE+'一般公共预算基本支出部门预算经济分类预算表'
    cols=['合计','人员经费','公用经费']; heads=[(0,0,1,3,'项目'),(1,0,1,2,'部门预算经济分类科目编码'),(2,0,1,1,'类'),(2,1,1,1,'款'),(1,2,2,1,'经济分类科目名称'),(0,3,1,3,'一般公共预算基本支出')]+[(1,3+i,2,1,x) for i,x in enumerate(cols)]
    rows=[];data=[]
    for k,(nm,sub) in EC.items():
        staff=k in('301','303')
        for code,n in [(k,nm)]+[(k+'%02d'%(i+1),x) for i,x in enumerate(sub) if R.random()<.7]:
            a=fmt(amt(DEC),DEC,SEP); v=[a,a if staff else BL,BL if staff else a]
            rows.append([code[:3],code[3:],n]+v); data.append((code,n,v))
    v=vals(3,DEC,SEP,0); rows.append([(3,'合计','c'),'','']+v); data.append(('','合计',v))
    for r,(c,n,v) in enumerate(data,1):
        for i,x in enumerate(cols): T(title,'',r,c,n,'一般公共预算基本支出/'+x,val(v[i]),UNIT)
    table(title,UNIT,ORG,heads,3,[30,26,R.uniform(120,190)]+[R.uniform(60,90)]*3,[R.choice('lc')]*2+['l']+[nal]*3,rows,**st)
def econ_panels():
    global tno
    tno+=1; orient(); st=style()
    title='一般公共预算财政拨款基本支出决算表'
    g=R.random()<.3
    heads=[]
    if g: heads=[(0,0,1,3,'人员经费'),(0,3,1,3,'公用经费')]
    b=1 if g else 0
    for p in (0,3): heads+=[(b,p,1,1,'经济分类科目编码'),(b,p+1,1,1,'科目名称'),(b,p+2,1,1,'决算数')]
    def lst(ks): 
        o=[]
        for k in ks:
            nm,sub=EC[k]; o+=[(k,nm)]+[(k+'%02d'%(i+1),x) for i,x in enumerate(sub) if R.random()<.8]
        return o
    A=lst(['301','303']);B=lst(['302','310']); n=max(len(A),len(B))
    rows=[]
    for i in range(n):
        row=[]
        for X,ph in ((A,'人员经费'),(B,'公用经费')):
            if i<len(X):
                v=vals(1,DEC,SEP,.3)[0]; row+=[X[i][0],X[i][1],v]; T(title,'',i+1,X[i][0],X[i][1],(ph+'/' if g else '')+'决算数',val(v),UNIT)
            else: row+=['','','']
        rows.append(row)
    va,vb=vals(2,DEC,SEP,0); rows.append([(2,'人员经费合计','c'),'',va,(2,'公用经费合计','c'),'',vb])
    T(title,'',n+1,'','人员经费合计',('人员经费/' if g else '')+'决算数',val(va),UNIT); T(title,'',n+1,'','公用经费合计',('公用经费/' if g else '')+'决算数',val(vb),UNIT)
    table(title,UNIT,ORG,heads,b+1,[R.uniform(40,52),R.uniform(75,130),R.uniform(50,75)]*2,['l','l',nal]*2,rows,**st)
def sangong():
    global tno
    tno+=1; orient(); st=style()
    u='万元'
    if FINAL:
        title='财政拨款“三公”经费支出决算表'; top='财政拨款“三公”经费'
        ps=['合计','因公出国（境）费','公务用车购置及运行维护费/小计','公务用车购置及运行维护费/公务用车购置费','公务用车购置及运行维护费/公务用车运行维护费','公务接待费']
        heads=[(0,0,1,12,top),(1,0,2,2,'合计'),(1,2,2,2,'因公出国（境）费'),(1,4,1,6,'公务用车购置及运行维护费'),(2,4,1,2,'小计'),(2,6,1,2,'公务用车购置费'),(2,8,1,2,'公务用车运行维护费'),(1,10,2,2,'公务接待费')]+[(3,i,1,1,'预算数' if i%2==0 else '决算数') for i in range(12)]
        paths=[top+'/'+ps[i//2]+'/'+('预算数' if i%2==0 else '决算数') for i in range(12)]; nh=4
    else:
        top=R.choice(['',YEAR+'年'])+'“三公”经费预算数'; title=PRE+'“三公”经费和机关运行经费预算表'; j=R.choice(['',YEAR+'年'])+'机关运行经费预算数'
        heads=[(0,0,1,6,top),(1,0,2,1,'合计'),(1,1,2,1,'因公出国(境)费'),(1,2,2,1,'公务接待费'),(1,3,1,3,'公务用车购置及运行费'),(2,3,1,1,'小计'),(2,4,1,1,'购置费'),(2,5,1,1,'运行费'),(0,6,3,1,j)]
        paths=[top+'/合计',top+'/因公出国(境)费',top+'/公务接待费']+[top+'/公务用车购置及运行费/'+x for x in ('小计','购置费','运行费')]+[j]; nh=3
    v=[fmt(round(R.random()*R.choice([5,50,500]),2),2,False) if R.random()<.7 else R.choice([BL,'']) for _ in paths]
    if not any(v): v[0]='3.00'
    for p,x in zip(paths,v): T(title,'',1,'','',p,val(x),u)
    st['pad']=R.choice([9,14,25])
    table(title,u,ORG,heads,nh,[R.uniform(50,80) for _ in paths],[nal]*len(paths),[v],**st)
def fund():
    global tno
    tno+=1; orient(); st=style()
    title='政府性基金预算财政拨款收入支出决算表'
    heads=[(0,0,1,2,'项目'),(1,0,1,1,'功能分类科目编码'),(1,1,1,1,'科目名称'),(0,2,2,1,'年初结转和结余'),(0,3,2,1,'本年收入'),(0,4,1,3,'本年支出'),(1,4,1,1,'合计'),(1,5,1,1,'基本支出'),(1,6,1,1,'项目支出'),(0,7,2,1,'年末结转和结余')]
    paths=['年初结转和结余','本年收入','本年支出/合计','本年支出/基本支出','本年支出/项目支出','年末结转和结余']
    data=[('','合计')]+[('212','城乡社区支出'),('21208','国有土地使用权出让收入安排的支出'),('2120803','城市建设支出'),('229','其他支出'),('22960','彩票公益金安排的支出'),('2296002','用于社会福利的彩票公益金支出')][:R.choice([0,3,6])]
    rows=[]
    for r,(c,n) in enumerate(data,1):
        v=vals(6,DEC,SEP,.4) if len(data)>1 else ['']*6
        if len(data)>1: v[1]=fmt(amt(DEC),DEC,SEP)
        rows.append([(2,'合计','c'),'']+v if n=='合计' else [c,n]+v)
        if len(data)>1:
            for p,x in zip(paths,v): T(title,'',r,c,n,p,val(x),UNIT)
    table(title,UNIT,ORG,heads,2,[50,R.uniform(80,140)]+[R.uniform(55,80) for _ in paths],['l','l']+[nal]*6,rows,note=R.choice([None,'注：本表反映部门本年度政府性基金情况。']),**st)
def prosepage():
    orient_keep=W
    newpage(); s=10.5
    line(R.choice(['其他相关情况说明','部门预算编制说明','名词解释']),15,'c'); P.y-=30
    for t in ['一、收入支出情况','本年收入预算总计若干，其中财政拨款收入占绝大部分，比上年有所增加，主要原因是人员经费增加；其他收入与上年持平。','（一）财政拨款收入：是指单位从本级财政部门取得的财政拨款，包括一般公共预算财政拨款、政府性基金预算财政拨款。','二、国有资产占有使用情况','截至上年末共有车辆若干辆，其中一般公务用车若干辆，执法执勤用车若干辆。']:
        for l in wrap('　　'+t if R.random()<.5 else '    '+t,W-90,s):
            pdf.text(45,P.y,s,l.strip('　')) ; P.y-=18
W,H=595,842
newpage(); line('江城区'+YEAR+'年'+('度部门决算' if FINAL else '区级部门预算'),20,'c'); P.y-=40; line('预算主管部门：江城区示例局',12,'c')
newpage(); line('目   录',14,'c')
for t in ['一、部门主要职能','二、部门预算表','  1. 部门收入预算总表','  2. 部门支出预算总表','三、名词解释']:
    P.y-=20; pdf.text(45,P.y,11,t+' '+'…'*20 if R.random()<.5 else t)
for f in [lambda:two_sided(0),lambda:coded('in'),lambda:coded('out'),lambda:two_sided(1),lambda:coded('gen'),econ_one if not FINAL else econ_panels,sangong,fund if FINAL else (lambda:None),prosepage]: f()
pdf.save(out + '.pdf')
with open(out + '.want', 'w', encoding='utf-8') as f:
    for t in truth: f.write('|'.join((t[4], t[8], t[9], t[10], t[13])) + '\n')
